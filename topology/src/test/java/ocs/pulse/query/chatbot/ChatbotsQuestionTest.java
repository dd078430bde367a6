package ocs.pulse.query.chatbot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** Four chatbots, a version of the second, one of another team; traces on the second, its version and the third. */
class ChatbotsQuestionTest {
    private static final Instant NOW = Instant.parse("2000-01-03T00:00:00Z");

    private final ColumnView view = view();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "last_activity; 3 2 1 4",
                "-last_activity; 2 3 1 4",
                "name; 1 4 2 3",
                "-name; 3 2 4 1",
                "description; 4 1 2 3",
                "-description; 1 4 2 3",
                "is_archived; 1 2 3 4",
                "-is_archived; 4 1 2 3",
                "-interaction_count; 2 3 1 4",
            })
    void shouldSortWithMissingValuesLastAndTiesById(String sort, String ids) {
        assertThat(ids(Map.of("sort", sort, "show_archived", "true"))).isEqualTo(ids);
        Map<String, String> one = new HashMap<>(Map.of("sort", sort, "show_archived", "true", "page_size", "1"));
        StringBuilder joined = new StringBuilder(ids(one));
        for (String next = ask(one).nextCursor(); next != null; next = ask(one).nextCursor()) {
            one.put("cursor", next);
            joined.append(' ').append(ids(one));
        }
        assertThat(joined).hasToString(ids);
    }

    @Test
    void shouldPutTheNewestActivityFirstAndLeaveOutTheArchivedWhenNotAskedOtherwise() {
        assertThat(ids(Map.of())).isEqualTo("2 3 1");
    }

    @ParameterizedTest
    @CsvSource({"helper, 2", "HELPR, 2", "ante, 1", "nothing alike, ''"})
    void shouldFindSimilarNamesAndDescriptions(String search, String ids) {
        assertThat(ids(Map.of("search", search))).isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource({"show_archived, on", "sort, trend", "sort, versions", "archived, true", "page_size, 0", "now, x"})
    void shouldNameTheParameterThatCannotBeRead(String name, String value) {
        assertThatThrownBy(() -> ask(Map.of(name, value)))
                .isInstanceOfSatisfying(
                        BadParameter.class, bad -> assertThat(bad.parameter()).isEqualTo(name));
    }

    @Test
    void shouldCountTheTracesOfVersionsInTheTrendAlone() {
        ChatbotRow row = ask(Map.of()).results().get(0);
        assertThat(row.interactionCount()).isEqualTo(2);
        assertThat(row.trend().successes()).hasSize(TrendHours.COUNT).startsWith(2, 1);
        assertThat(row.trend()).isEqualTo(trends(2).orElseThrow());
    }

    @Test
    void shouldKnowNoTrendWhenTheTeamHasNoSuchChatbot() {
        assertThat(trends(6)).isEmpty();
        assertThat(trends(99)).isEmpty();
    }

    private Optional<Trend> trends(long id) {
        return TrendsQuestion.parse(id, new Parameters(Map.of()), NOW)
                .answer(1, view.shared(), new ViewChatbotFigures(view));
    }

    private String ids(Map<String, String> parameters) {
        return String.join(
                " ",
                ask(parameters).results().stream()
                        .map(row -> Long.toString(row.id()))
                        .toList());
    }

    private Page<ChatbotRow> ask(Map<String, String> parameters) {
        Map<String, List<String>> values = new HashMap<>();
        parameters.forEach((name, value) -> values.put(name, List.of(value)));
        return ChatbotsQuestion.parse(new Parameters(values), NOW)
                .answer(1, view.shared(), new ViewChatbotFigures(view));
    }

    private static ColumnView view() {
        SharedTables shared = SharedTables.EMPTY
                .with(new Row.Experiment(1, 1, "Ante", "zeta", false, null, 1L))
                .with(new Row.Experiment(2, 1, "helper", null, false, null, 1L))
                .with(new Row.Experiment(3, 1, "\uD83D\uDE42", null, false, null, 1L))
                .with(new Row.Experiment(4, 1, "Beta", "alpha", true, null, 1L))
                .with(new Row.Experiment(5, 1, "helper v1", null, false, 2L, 1L))
                .with(new Row.Experiment(6, 2, "helper", null, false, null, 1L))
                .with(new Row.Experiment(7, 1, "helper without pipeline", null, false, null, null));
        ColumnView view = new ColumnView(1, shared);
        long hour = 3_600_000_000L;
        long[][] traces = {{1, 2, 0}, {2, 2, hour}, {3, 5, hour - 1}, {4, 3, 10}};
        for (long[] trace : traces) {
            view.apply(null, Placed.alone(new Row.Trace(trace[0], 1L, trace[1], null, trace[2], 5, "success")));
        }
        return view;
    }
}
