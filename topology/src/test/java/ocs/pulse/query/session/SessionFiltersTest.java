package ocs.pulse.query.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.query.BadParameter;
import ocs.pulse.query.Parameters;
import ocs.pulse.query.table.Page;
import ocs.pulse.view.ColumnView;
import ocs.pulse.view.SharedTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a session table refuses, and by which name; where its cursors are good for. */
class SessionFiltersTest {
    private static final Instant NOW = Instant.parse("2025-10-20T07:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "bogus; any of; [\"x\"]; column",
                "State; any of; [\"x\"]; column",
                "state; contains; act; operator",
                "state; ANY OF; [\"x\"]; operator",
                "participant; range; 7d; operator",
                "participant; all of; [\"x\"]; operator",
                "first_message; equals; 2025-09-01; operator",
                "tags; on; 2025-09-01; operator",
                "participant; any of; not json; value",
                "participant; any of; []; value",
                "tags; excludes; [broken; value",
                "tags; any of; \"urgent\"; value",
                "tags; any of; {\"a\": 1}; value",
                "tags; any of; [null]; value",
                "tags; any of; [[\"a\"]]; value",
                "tags; any of; [\"a\"] x; value",
                "versions; any of; [true]; value",
                "channels; any of; [\"web\"]; value",
                "channels; any of; [\"Web\", \"Nope\"]; value",
                "experiment; any of; [\"8\", \"x\"]; value",
                "experiment; any of; [1.5]; value",
                "last_message; on; not-a-date; value",
                "last_message; on; 2025-02-30; value",
                "last_message; on; 2025-09-10T23:30:00 05:00; value",
                "message_date; range; 7; value",
                "message_date; range; -7d; value",
                "message_date; range; 7w; value",
            })
    void shouldNameThePartThatCannotBeRead(String column, String operator, String value, String part) {
        Parameters parameters = filter(3, column, operator, value);
        assertThatThrownBy(() -> SessionsQuestion.parse(parameters, NOW))
                .isInstanceOfSatisfying(
                        BadParameter.class, bad -> assertThat(bad.parameter()).isEqualTo("filter_3_" + part));
    }

    @ParameterizedTest
    @CsvSource({"column", "operator", "value"})
    void shouldNameThePartThatIsMissingOrEmpty(String part) {
        for (List<String> given : List.of(List.<String>of(), List.of(""), List.of("a", "b"))) {
            Map<String, List<String>> values =
                    new HashMap<>(filter(0, "state", "any of", "[\"active\"]").values());
            values.put("filter_0_" + part, given);
            assertRefused(values, "filter_0_" + part);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bogus, 1",
        "filter_0_colour, x",
        "filter_x_column, state",
        "filter_01_column, state",
        "page, 0",
        "page, two",
        "page_size, 0",
        "page_size, 201",
        "sort, bogus",
        "sort, --id",
        "sort, trend",
        "chatbot, x",
        "now, yesterday",
    })
    void shouldNameTheParameterThatIsUnknownOrBad(String name, String value) {
        assertRefused(Map.of(name, List.of(value)), name);
    }

    @Test
    void shouldReadDatesWithAndWithoutOffsets() {
        for (String date : List.of(
                "2025-09-11",
                "2025-09-10T23:30:00-05:00",
                "2025-09-10T23:30-0500",
                "2025-09-11 04:30:00.123456",
                "2025-09-11T00:00:00Z")) {
            SessionFilters filters = SessionFilters.parse(filter(0, "last_message", "on", date), NOW);
            assertThat(filters)
                    .as(date)
                    .isEqualTo(SessionFilters.parse(filter(0, "last_message", "on", "2025-09-11"), NOW));
        }
    }

    @Test
    void shouldTakeTheLaterFilterWhenAColumnIsGivenTwice() {
        Map<String, List<String>> values =
                new HashMap<>(filter(0, "state", "any of", "[\"active\"]").values());
        values.putAll(filter(1, "state", "any of", "[\"setup\"]").values());
        assertThat(SessionFilters.parse(new Parameters(values), NOW))
                .isEqualTo(SessionFilters.parse(filter(0, "state", "any of", "[\"setup\"]"), NOW));
    }

    @Test
    void shouldRefuseACursorOfAnotherQuestionOrTeam() {
        Map<String, List<String>> asked = Map.of("page_size", List.of("1"), "sort", List.of("external_id"));
        Page<SessionRow> page =
                SessionsQuestion.parse(new Parameters(asked), NOW).answer(team(1));
        String cursor = Objects.requireNonNull(page.nextCursor());
        Map<String, List<String>> next = new HashMap<>(asked);
        next.put("cursor", List.of(cursor));
        assertThat(SessionsQuestion.parse(new Parameters(next), NOW)
                        .answer(team(1))
                        .results())
                .extracting(SessionRow::id)
                .containsExactly(2L);
        assertRefusedBy(next, team(2));
        next.put("sort", List.of("-external_id"));
        assertRefusedBy(next, team(1));
        next.put("sort", List.of("external_id"));
        next.put("chatbot", List.of("1"));
        assertRefusedBy(next, team(1));
        assertRefusedBy(Map.of("cursor", List.of("nonsense")), team(1));
        assertRefusedBy(Map.of("cursor", List.of("%%")), team(1));
    }

    private static void assertRefusedBy(Map<String, List<String>> values, ColumnView view) {
        assertThatThrownBy(() ->
                        SessionsQuestion.parse(new Parameters(values), NOW).answer(view))
                .isInstanceOfSatisfying(
                        BadParameter.class, bad -> assertThat(bad.parameter()).isEqualTo("cursor"));
    }

    private static void assertRefused(Map<String, List<String>> values, String parameter) {
        assertThatThrownBy(() -> SessionsQuestion.parse(new Parameters(values), NOW))
                .isInstanceOfSatisfying(
                        BadParameter.class, bad -> assertThat(bad.parameter()).isEqualTo(parameter));
    }

    private static Parameters filter(int number, String column, String operator, String value) {
        String name = "filter_" + number + "_";
        return new Parameters(Map.of(
                name + "column", List.of(column),
                name + "operator", List.of(operator),
                name + "value", List.of(value)));
    }

    private static ColumnView team(long id) {
        ColumnView view = new ColumnView(id, SharedTables.EMPTY);
        for (long session = 1; session <= 2; session++) {
            Row.Session row = new Row.Session(
                    session, id, "key-" + session, 1, null, session, null, null, false, "active", 0, null);
            view.apply(null, Placed.in(session, row));
        }
        return view;
    }
}
