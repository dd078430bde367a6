package ocs.pulse.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every tag set of a view, once. A set that nothing carries any more stays: there are few. */
final class TagSets {
    private static final long[] NO_BITS = new long[0];

    private final Map<TagSet, TagSet> interned = new HashMap<>();
    private final List<TagSet> byOrdinal = new ArrayList<>();
    private final LongIndex tagNumbers = new LongIndex();
    private long bytes;

    TagSets() {
        interned.put(TagSet.EMPTY, TagSet.EMPTY);
        byOrdinal.add(TagSet.EMPTY);
    }

    int bound() {
        return byOrdinal.size();
    }

    TagSet get(int ordinal) {
        return byOrdinal.get(ordinal);
    }

    /** The set with one more tagging. */
    TagSet with(TagSet set, long tagId, long teamId) {
        int place = 0;
        while (place < set.size() && isBefore(set, place, tagId, teamId)) {
            place++;
        }
        long[] tags = new long[set.size() + 1];
        long[] teams = new long[set.size() + 1];
        System.arraycopy(set.tagIds(), 0, tags, 0, place);
        System.arraycopy(set.teamIds(), 0, teams, 0, place);
        tags[place] = tagId;
        teams[place] = teamId;
        System.arraycopy(set.tagIds(), place, tags, place + 1, set.size() - place);
        System.arraycopy(set.teamIds(), place, teams, place + 1, set.size() - place);
        return intern(tags, teams);
    }

    /** The set with one such tagging less; the set itself where it has none. */
    TagSet without(TagSet set, long tagId, long teamId) {
        for (int place = 0; place < set.size(); place++) {
            if (set.tagIds()[place] == tagId && set.teamIds()[place] == teamId) {
                return intern(omit(set.tagIds(), place), omit(set.teamIds(), place));
            }
        }
        return set;
    }

    /** Heap in bytes. */
    long bytes() {
        return bytes;
    }

    private TagSet intern(long[] tags, long[] teams) {
        // Bits make no difference between sets, and finding them costs more than finding the set.
        TagSet known = interned.get(new TagSet(byOrdinal.size(), tags, teams, NO_BITS));
        if (known != null) {
            return known;
        }
        TagSet added = new TagSet(byOrdinal.size(), tags, teams, bits(tags));
        interned.put(added, added);
        byOrdinal.add(added);
        bytes += 180L + 24L * tags.length;
        return added;
    }

    /** Tags are numbered as they turn up, so that the first 64 have a bit of their own. */
    private long[] bits(long[] tags) {
        long[] bits = new long[tags.length];
        for (int place = 0; place < tags.length; place++) {
            bits[place] = 1L << tagNumbers.number(tags[place]);
        }
        return bits;
    }

    private static boolean isBefore(TagSet set, int place, long tagId, long teamId) {
        long tag = set.tagIds()[place];
        return tag < tagId || (tag == tagId && set.teamIds()[place] < teamId);
    }

    private static long[] omit(long[] values, int place) {
        long[] rest = new long[values.length - 1];
        System.arraycopy(values, 0, rest, 0, place);
        System.arraycopy(values, place + 1, rest, place, rest.length - place);
        return rest;
    }
}
