package ocs.pulse.query.session;

import java.time.Instant;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ocs.pulse.query.BadParameter;
import ocs.pulse.query.Parameters;
import ocs.pulse.view.TeamView;

/**
 * The filters of a session table, all of which have to hold. Anything Open Chat Studio would pass over in silence
 * (unknown, incomplete, unreadable) is an error; of two filters on one column the later one counts, as there.
 */
public record SessionFilters(List<SessionFilter> filters) {
    /** Triplets are numbered from 0 until this; Open Chat Studio reads no others, and so nothing here does. */
    private static final int MOST = 30;

    private static final Pattern NAME = Pattern.compile("filter_(0|[1-9][0-9]*)_(column|operator|value)");

    public SessionFilters {
        filters = filters.stream()
                .sorted(Comparator.comparingInt(SessionFilter::cost))
                .toList();
    }

    /** Reads the triplets; other parameters are looked at by {@link #others}. */
    public static SessionFilters parse(Parameters parameters, Instant now) {
        Map<FilterColumn, SessionFilter> byColumn = new EnumMap<>(FilterColumn.class);
        for (int number = 0; number < MOST; number++) {
            if (given(parameters, number)) {
                FilterText text = FilterText.parse(parameters, number);
                FilterColumn column = FilterColumn.of(text);
                byColumn.put(column, column.read(text, now));
            }
        }
        return new SessionFilters(List.copyOf(byColumn.values()));
    }

    /** The parameters that are no triplets; a name that only looks like one is an error. */
    public static Parameters others(Parameters parameters) {
        return new Parameters(parameters.values().entrySet().stream()
                .filter(entry -> !isTriplet(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Whether some filter counts back from the very instant of the question. */
    public static boolean isRelative(Parameters parameters) {
        return IntStream.range(0, MOST)
                .anyMatch(number ->
                        parameters.all(FilterText.name(number, "operator")).contains(TimeFilterText.BACK_FROM_NOW));
    }

    private static boolean isTriplet(String name) {
        if (!name.startsWith("filter_")) {
            return false;
        }
        if (!NAME.matcher(name).matches()) {
            throw new BadParameter(name, "Filters are filter_N_column, filter_N_operator and filter_N_value, N from 0");
        }
        return true;
    }

    private static boolean given(Parameters parameters, int number) {
        return Stream.of("column", "operator", "value")
                .anyMatch(part -> !parameters.all(FilterText.name(number, part)).isEmpty());
    }

    /** With one filter more. */
    SessionFilters and(SessionFilter filter) {
        return new SessionFilters(
                Stream.concat(filters.stream(), Stream.of(filter)).toList());
    }

    /** The conversations whose session meets every filter; not to be written to. */
    BitSet sessions(TeamView view) {
        return matches(view, false, () -> {
            SessionFilter.Bound[] bound = bind(view);
            return conversation -> meets(bound, conversation);
        });
    }

    /** Those of them that also have one single message which by itself meets every filter on messages. */
    BitSet sessionsWithMessage(TeamView view) {
        return matches(view, true, () -> {
            SessionFilter.Bound[] bound = bind(view);
            SessionFilter.Bound[] onMessages = IntStream.range(0, bound.length)
                    .filter(at -> filters.get(at).asksMessages())
                    .mapToObj(at -> bound[at])
                    .toArray(SessionFilter.Bound[]::new);
            return conversation -> meets(bound, conversation) && someMessage(view, conversation, onMessages);
        });
    }

    private BitSet matches(TeamView view, boolean withMessage, Supplier<IntPredicate> test) {
        return view.kept(new Asked(this, withMessage), KeptMatches.class, KeptMatches::new)
                .of(view, test);
    }

    /** What matches are kept under. */
    private record Asked(SessionFilters filters, boolean withMessage) {}

    private SessionFilter.Bound[] bind(TeamView view) {
        return filters.stream().map(filter -> filter.bind(view)).toArray(SessionFilter.Bound[]::new);
    }

    private static boolean meets(SessionFilter.Bound[] filters, int conversation) {
        for (SessionFilter.Bound filter : filters) {
            if (!filter.session(conversation)) {
                return false;
            }
        }
        return true;
    }

    private static boolean someMessage(TeamView view, int conversation, SessionFilter.Bound[] filters) {
        int end = view.messageEnd(conversation);
        for (int message = view.messageStart(conversation); message < end; message++) {
            if (meetsAlone(filters, message)) {
                return true;
            }
        }
        return false;
    }

    private static boolean meetsAlone(SessionFilter.Bound[] filters, int message) {
        for (SessionFilter.Bound filter : filters) {
            if (!filter.message(message)) {
                return false;
            }
        }
        return true;
    }
}
