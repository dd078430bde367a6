package ocs.pulse.query.session;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns that sessions are filtered by, each with the way its operators and values are read. */
enum FilterColumn {
    PARTICIPANT((filter, now) -> participant(filter)),
    FIRST_MESSAGE((filter, now) -> new FirstMessageFilter(TimeFilterText.range(filter, now))),
    LAST_MESSAGE((filter, now) -> new LastMessageFilter(TimeFilterText.range(filter, now))),
    MESSAGE_DATE((filter, now) -> new MessageDateFilter(TimeFilterText.range(filter, now))),
    TAGS((filter, now) -> new TagFilter(choice(filter), List.copyOf(filter.list()), false)),
    VERSIONS((filter, now) -> new TagFilter(choice(filter), List.copyOf(filter.list()), true)),
    CHANNELS((filter, now) -> new ChannelFilter(choice(filter), platforms(filter))),
    EXPERIMENT((filter, now) -> new ExperimentFilter(choice(filter), ids(filter))),
    STATE((filter, now) -> new StateFilter(choice(filter), filter.list())),
    REMOTE_ID((filter, now) -> new RemoteIdFilter(choice(filter), filter.list()));

    /** How a column reads a triplet. */
    private interface Reader {
        SessionFilter read(FilterText filter, Instant now);
    }

    private final Reader reader;

    FilterColumn(Reader reader) {
        this.reader = reader;
    }

    /** The name as a request writes it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    SessionFilter read(FilterText filter, Instant now) {
        return reader.read(filter, now);
    }

    static FilterColumn of(FilterText filter) {
        return Arrays.stream(values())
                .filter(column -> column.label().equals(filter.column()))
                .findFirst()
                .orElseThrow(() -> filter.badColumn("Unknown column; known are "
                        + Arrays.stream(values()).map(FilterColumn::label).collect(Collectors.joining(", "))));
    }

    private static ParticipantFilter participant(FilterText filter) {
        ParticipantFilter.Comparison comparison = Arrays.stream(ParticipantFilter.Comparison.values())
                .filter(known -> known.label().equals(filter.operator()))
                .findFirst()
                .orElseThrow(() -> filter.badOperator("'participant' takes equals, contains, does not contain,"
                        + " starts with, ends with, any of, not '" + filter.operator() + "'"));
        Set<String> values = comparison == ParticipantFilter.Comparison.ANY_OF ? filter.list() : Set.of(filter.value());
        return ParticipantFilter.of(comparison, values);
    }

    private static Choice choice(FilterText filter) {
        return Arrays.stream(Choice.values())
                .filter(known -> known.label().equals(filter.operator()))
                .findFirst()
                .orElseThrow(() -> filter.badOperator(
                        "'" + filter.column() + "' takes any of, all of, excludes, not '" + filter.operator() + "'"));
    }

    private static Set<String> platforms(FilterText filter) {
        return filter.list().stream()
                .map(label -> ChannelLabel.platform(label)
                        .orElseThrow(() -> filter.badValue(
                                "No channel is called '" + label + "'; known are " + ChannelLabel.known())))
                .collect(Collectors.toSet());
    }

    private static Set<Long> ids(FilterText filter) {
        return filter.list().stream().map(text -> id(filter, text)).collect(Collectors.toSet());
    }

    private static Long id(FilterText filter, String text) {
        try {
            return Long.valueOf(text.strip());
        } catch (NumberFormatException notAnId) {
            throw filter.badValue("Takes ids of chatbots, not '" + text + "'");
        }
    }
}
