package ocs.pulse.query.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import ocs.pulse.change.Row;
import ocs.pulse.query.CodePoints;
import ocs.pulse.query.table.SortKey;
import ocs.pulse.view.TeamView;

/**
 * Distinct, sorted names of the tags in tag sets and in unions of them. Each list is made once and then known by a
 * number, 0 for the empty one, so that a union is mostly a look at two numbers.
 */
final class NameLists {
    private static final int UNKNOWN = -1;

    /** Pairs whose union is looked up without the map, each in the one place that it hashes to. */
    private static final int RECENT = 1024;

    private final TeamView view;
    private final Predicate<Row.Tag> counted;
    private final List<List<String>> lists = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final Map<List<String>, Integer> numbers = new HashMap<>();
    private final Map<Long, Integer> unions = new HashMap<>();
    private final long[] recentPairs = new long[RECENT];
    private final int[] recentUnions = new int[RECENT];
    private final int[] byTagSet;

    NameLists(TeamView view, Predicate<Row.Tag> counted) {
        this.view = view;
        this.byTagSet = new int[view.tagSetBound()];
        Arrays.fill(byTagSet, UNKNOWN);
        this.counted = counted;
        number(List.of());
    }

    List<String> names(int number) {
        return lists.get(number);
    }

    /** The list as the key of a sorted column. */
    String key(int number) {
        return keys.get(number);
    }

    /** The number of a tag set's list, by the set's ordinal. */
    int of(int tagSet) {
        if (byTagSet[tagSet] == UNKNOWN) {
            byTagSet[tagSet] = number(sorted(Arrays.stream(view.tagSet(tagSet).tagIds())
                    .mapToObj(view.shared()::tag)
                    .filter(Objects::nonNull)
                    .filter(counted)
                    .map(Row.Tag::name)
                    .toList()));
        }
        return byTagSet[tagSet];
    }

    int union(int one, int other) {
        if (one == other || other == 0) {
            return one;
        }
        if (one == 0) {
            return other;
        }
        long pair = ((long) one << 32) | other;
        int place = (31 * one + other) & (RECENT - 1);
        if (recentPairs[place] != pair) {
            recentUnions[place] = unions.computeIfAbsent(pair, unknown -> merged(one, other));
            recentPairs[place] = pair;
        }
        return recentUnions[place];
    }

    private int merged(int one, int other) {
        List<String> both = new ArrayList<>(lists.get(one));
        both.addAll(lists.get(other));
        return number(sorted(both));
    }

    private static List<String> sorted(List<String> names) {
        TreeSet<String> sorted = new TreeSet<>(CodePoints::compare);
        sorted.addAll(names);
        return List.copyOf(sorted);
    }

    private int number(List<String> names) {
        return numbers.computeIfAbsent(names, list -> {
            lists.add(list);
            keys.add(SortKey.ofList(list));
            return lists.size() - 1;
        });
    }
}
