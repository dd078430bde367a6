package ocs.pulse.query.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import ocs.pulse.change.Row;
import ocs.pulse.golden.GoldenDataset;
import ocs.pulse.query.CodePoints;
import ocs.pulse.query.Parameters;
import ocs.pulse.query.table.Page;
import ocs.pulse.view.TeamView;
import org.jspecify.annotations.Nullable;

/** Random questions over a dataset full of edge cases, held against plain recomputation. */
class SessionsProperties {
    private static final Instant NOW = Instant.parse("2025-10-20T07:00:00Z");
    private static final GoldenDataset DATASET = GoldenDataset.load("small-a");
    private static final TeamView VIEW = DATASET.view("team-1");
    private static final NaiveSessions NAIVE = new NaiveSessions(DATASET.rows(), VIEW.teamId());

    record Filter(String column, String operator, List<String> values) {
        boolean isList() {
            return List.of("any of", "all of", "excludes").contains(operator);
        }

        String text() {
            return isList()
                    ? values.stream()
                            .map(value -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                            .collect(Collectors.joining(",", "[", "]"))
                    : values.get(0);
        }
    }

    @Property(tries = 1500)
    void shouldFindTheSessionsThatMeetEveryFilter(@ForAll("filters") List<Filter> filters) {
        List<Long> expected = ids(session -> meets(session, filters));
        List<Long> found = all(parameters(filters, Map.of()), SessionsProperties::sessions).stream()
                .map(SessionRow::id)
                .sorted()
                .toList();
        assertThat(found).isEqualTo(expected);
    }

    @Property(tries = 1500)
    void shouldFindTheSessionsWithOneMessageThatMeetsTheFiltersByItself(@ForAll("filters") List<Filter> filters) {
        List<Long> expected = ids(session -> meets(session, filters)
                && NAIVE.messages(session).stream().anyMatch(message -> filters.stream()
                        .allMatch(filter ->
                                NAIVE.meets(message, filter.column(), filter.operator(), filter.values(), NOW))));
        List<SessionRow> rows = all(parameters(filters, Map.of()), SessionsProperties::datasets);
        assertThat(rows.stream().map(SessionRow::id).sorted().toList()).isEqualTo(expected);
        assertThat(SessionKeysQuestion.parse(triplets(filters), NOW).answer(VIEW))
                .containsExactlyInAnyOrderElementsOf(
                        rows.stream().map(SessionRow::externalId).toList());
    }

    @Property(tries = 300)
    void shouldJoinPagesToTheWholeOrderWhenSortedByAnyColumn(
            @ForAll("columns") String column,
            @ForAll boolean descending,
            @ForAll @IntRange(min = 1, max = 200) int size,
            @ForAll("filters") List<Filter> filters) {
        List<SessionRow> whole = new ArrayList<>(all(parameters(filters, Map.of()), SessionsProperties::sessions));
        whole.sort(order(column, descending).thenComparing(SessionRow::id));
        Map<String, String> page =
                Map.of("sort", (descending ? "-" : "") + column, "page_size", Integer.toString(size));
        assertThat(byNumber(parameters(filters, page))).isEqualTo(whole);
        assertThat(all(parameters(filters, page), SessionsProperties::sessions)).isEqualTo(whole);
    }

    private static Page<SessionRow> sessions(Parameters parameters) {
        return SessionsQuestion.parse(parameters, NOW).answer(VIEW);
    }

    private static Page<SessionRow> datasets(Parameters parameters) {
        return DatasetSessionsQuestion.parse(parameters, NOW).answer(VIEW);
    }

    /** Every row, from cursor to cursor. */
    private static List<SessionRow> all(Parameters parameters, Function<Parameters, Page<SessionRow>> ask) {
        Page<SessionRow> page = ask.apply(parameters);
        List<SessionRow> rows = new ArrayList<>(page.results());
        while (page.nextCursor() != null) {
            int before = page.page();
            page = ask.apply(with(parameters, "cursor", page.nextCursor()));
            assertThat(page.page()).isEqualTo(before + 1);
            rows.addAll(page.results());
        }
        assertThat(rows).hasSize(page.totalCount());
        return rows;
    }

    private static List<SessionRow> byNumber(Parameters parameters) {
        List<SessionRow> rows = new ArrayList<>();
        Page<SessionRow> page = sessions(parameters);
        for (int number = 1; number <= page.totalPages(); number++) {
            page = sessions(with(parameters, "page", Integer.toString(number)));
            assertThat(page.hasNext()).isEqualTo(number < page.totalPages());
            rows.addAll(page.results());
        }
        assertThat(sessions(with(parameters, "page", Integer.toString(page.totalPages() + 1)))
                        .results())
                .isEmpty();
        return rows;
    }

    private static Parameters with(Parameters parameters, String name, String value) {
        Map<String, List<String>> values = new HashMap<>(parameters.values());
        values.put(name, List.of(value));
        return new Parameters(values);
    }

    private static Parameters parameters(List<Filter> filters, Map<String, String> others) {
        Map<String, List<String>> values = new HashMap<>();
        others.forEach((name, value) -> values.put(name, List.of(value)));
        values.putIfAbsent("page_size", List.of("97"));
        for (int number = 0; number < filters.size(); number++) {
            values.put(
                    "filter_" + number + "_column", List.of(filters.get(number).column()));
            values.put(
                    "filter_" + number + "_operator",
                    List.of(filters.get(number).operator()));
            values.put(
                    "filter_" + number + "_value", List.of(filters.get(number).text()));
        }
        return new Parameters(values);
    }

    private static Parameters triplets(List<Filter> filters) {
        Map<String, List<String>> values =
                new HashMap<>(parameters(filters, Map.of()).values());
        values.remove("page_size");
        return new Parameters(values);
    }

    private static boolean meets(Row.Session session, List<Filter> filters) {
        return filters.stream()
                .allMatch(filter -> NAIVE.meets(session, filter.column(), filter.operator(), filter.values(), NOW));
    }

    private static List<Long> ids(Predicate<Row.Session> met) {
        return NAIVE.sessions().stream()
                .filter(met)
                .map(Row.Session::id)
                .sorted()
                .toList();
    }

    private static Comparator<SessionRow> order(String column, boolean descending) {
        return switch (column) {
            case "id" -> by(SessionRow::id, Comparator.naturalOrder(), descending);
            case "external_id" -> text(SessionRow::externalId, descending);
            case "experiment_id" -> by(SessionRow::experimentId, Comparator.naturalOrder(), descending);
            case "experiment_name" -> text(SessionRow::experimentName, descending);
            case "participant_id" -> by(SessionRow::participantId, Comparator.naturalOrder(), descending);
            case "participant_identifier" -> text(SessionRow::participantIdentifier, descending);
            case "participant_name" -> text(SessionRow::participantName, descending);
            case "participant_remote_id" -> text(SessionRow::participantRemoteId, descending);
            case "platform" -> text(SessionRow::platform, descending);
            case "status" -> text(SessionRow::status, descending);
            case "created_at" -> text(SessionRow::createdAt, descending);
            case "ended_at" -> text(SessionRow::endedAt, descending);
            case "first_message" -> text(SessionRow::firstMessage, descending);
            case "last_message" -> text(SessionRow::lastMessage, descending);
            case "message_count" -> by(SessionRow::messageCount, Comparator.naturalOrder(), descending);
            case "versions" -> by(SessionRow::versions, SessionsProperties::compareLists, descending);
            case "tags" -> by(SessionRow::tags, SessionsProperties::compareLists, descending);
            default -> throw new IllegalArgumentException(column);
        };
    }

    private static Comparator<SessionRow> text(Function<SessionRow, @Nullable String> of, boolean descending) {
        return by(of, CodePoints::compare, descending);
    }

    private static <T> Comparator<SessionRow> by(
            Function<SessionRow, @Nullable T> of, Comparator<T> order, boolean descending) {
        return Comparator.comparing(of, Comparator.nullsLast(descending ? order.reversed() : order));
    }

    private static int compareLists(List<String> left, List<String> right) {
        return Arrays.compare(left.toArray(String[]::new), right.toArray(String[]::new), CodePoints::compare);
    }

    @Provide
    Arbitrary<String> columns() {
        return Arbitraries.of(SessionRows.SORTABLE);
    }

    @Provide
    Arbitrary<List<Filter>> filters() {
        return Arbitraries.oneOf(
                        strings(),
                        times("first_message"),
                        times("last_message"),
                        times("message_date"),
                        lists("participant", List.of("any of"), "user0@example.com", "+2547000004", "100%_16", "no"),
                        lists("tags", "urgent", "done", "v1", "v2", "back\\slash", "say \"hi\"", "spam", "no such tag"),
                        lists("versions", "v1", "v2", "v1-unreleased", "urgent", "v99"),
                        lists("channels", "Web", "API", "Evaluations", "Facebook", "WhatsApp", "Embedded Widget"),
                        lists("experiment", "1", "2", "3", "8", "9", "29", "33"),
                        lists("state", "active", "complete", "setup", "unknown", "bogus"),
                        lists("remote_id", "", "ext-1", "ext-2", "ext-3", "none"))
                .list()
                .uniqueElements(Filter::column)
                .ofMaxSize(3);
    }

    private static Arbitrary<Filter> strings() {
        return Combinators.combine(
                        Arbitraries.of("equals", "contains", "does not contain", "starts with", "ends with"),
                        Arbitraries.of(
                                "user", "USER1", "é", "%", "_1", "\\", "'", "example.COM", "+254", "user0@example.com"))
                .as((operator, value) -> new Filter("participant", operator, List.of(value)));
    }

    private static Arbitrary<Filter> times(String column) {
        Arbitrary<Filter> dates = Combinators.combine(
                        Arbitraries.of("on", "before", "after"),
                        Arbitraries.of(
                                "2025-08-19", "2025-09-10", "2025-09-26", "2025-10-04", "2025-10-25", "2019-01-01"))
                .as((operator, value) -> new Filter(column, operator, List.of(value)));
        Arbitrary<Filter> ranges = Arbitraries.of("30m", "1h", "36h", "1d", "7d", "15d", "30d", "365d")
                .map(value -> new Filter(column, "range", List.of(value)));
        return Arbitraries.oneOf(dates, ranges);
    }

    private static Arbitrary<Filter> lists(String column, String... values) {
        return lists(column, List.of("any of", "all of", "excludes"), values);
    }

    private static Arbitrary<Filter> lists(String column, List<String> operators, String... values) {
        return Combinators.combine(
                        Arbitraries.of(operators),
                        Arbitraries.of(values).set().ofMinSize(1).ofMaxSize(3))
                .as((operator, chosen) -> new Filter(column, operator, List.copyOf(chosen)));
    }
}
