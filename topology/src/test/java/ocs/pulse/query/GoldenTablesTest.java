package ocs.pulse.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import ocs.pulse.golden.GoldenCase;
import ocs.pulse.golden.GoldenDataset;
import ocs.pulse.golden.JsonDifference;
import ocs.pulse.query.chatbot.ChatbotRow;
import ocs.pulse.query.chatbot.ChatbotsQuestion;
import ocs.pulse.query.chatbot.TrendsQuestion;
import ocs.pulse.query.chatbot.ViewChatbotFigures;
import ocs.pulse.query.session.DatasetSessionsQuestion;
import ocs.pulse.query.session.SessionKeysQuestion;
import ocs.pulse.query.session.SessionRow;
import ocs.pulse.query.session.SessionsQuestion;
import ocs.pulse.query.table.Page;
import ocs.pulse.view.TeamView;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The tables' golden cases, page by page. */
class GoldenTablesTest {
    private static final Instant NOW = Instant.parse("2025-11-01T00:00:00Z");
    private static final Set<String> TABLES =
            Set.of("chatbots", "chatbots/trends", "sessions", "datasets/sessions", "datasets/session-keys");

    private final JsonMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    @TestFactory
    Stream<DynamicTest> shouldAnswerAsOpenChatStudioDoes() {
        return GoldenDataset.NAMES.stream().flatMap(name -> {
            GoldenDataset dataset = GoldenDataset.load(name);
            return GoldenCase.load(name).stream()
                    .filter(golden -> TABLES.contains(golden.endpoint()))
                    .map(golden ->
                            DynamicTest.dynamicTest(golden.id(), () -> check(golden, dataset.view(golden.teamSlug()))));
        });
    }

    private void check(GoldenCase golden, TeamView view) {
        if (golden.expectStatus().isPresent()) {
            assertThat(golden.expectStatus()).hasValue(400);
            assertThatThrownBy(() -> answer(golden, view)).isInstanceOfSatisfying(BadParameter.class, bad -> assertThat(
                            parameters(golden).values())
                    .satisfiesAnyOf(
                            given -> assertThat(given).containsKey(bad.parameter()),
                            given -> assertThat(bad.parameter()).isEqualTo("filter_0_value")));
            return;
        }
        JsonNode answer = json.valueToTree(answer(golden, view));
        assertThat(JsonDifference.of(golden.expect(), answer, golden.quirk()))
                .as(golden.toString())
                .isEmpty();
    }

    private static Object answer(GoldenCase golden, TeamView view) {
        Parameters parameters = parameters(golden);
        return switch (golden.endpoint()) {
            case "sessions" ->
                all(parameters, page -> SessionsQuestion.parse(page, NOW).answer(view), SessionRow::id);
            case "datasets/sessions" ->
                all(parameters, page -> DatasetSessionsQuestion.parse(page, NOW).answer(view), SessionRow::id);
            case "datasets/session-keys" ->
                SessionKeysQuestion.parse(parameters, NOW).answer(view).stream()
                        .sorted()
                        .toList();
            case "chatbots" ->
                all(
                        parameters,
                        page -> ChatbotsQuestion.parse(page, NOW)
                                .answer(view.teamId(), view.shared(), new ViewChatbotFigures(view)),
                        ChatbotRow::id);
            default -> trends(golden, parameters, view);
        };
    }

    private static Object trends(GoldenCase golden, Parameters parameters, TeamView view) {
        return TrendsQuestion.parse(golden.params().get("experiment_id").asLong(), parameters, NOW)
                .answer(view.teamId(), view.shared(), new ViewChatbotFigures(view))
                .orElseThrow();
    }

    /** Every row of every page, by id. */
    private static <R> List<R> all(Parameters parameters, Function<Parameters, Page<R>> ask, Function<R, Long> id) {
        List<R> rows = new ArrayList<>();
        int number = 1;
        Page<R> page;
        do {
            Map<String, List<String>> values = new HashMap<>(parameters.values());
            values.put("page", List.of(Integer.toString(number++)));
            values.put("page_size", List.of("200"));
            page = ask.apply(new Parameters(values));
            rows.addAll(page.results());
        } while (page.hasNext());
        assertThat(rows).hasSize(page.totalCount());
        assertThat(rows).extracting(id::apply).doesNotHaveDuplicates();
        rows.sort(Comparator.comparing(id));
        return rows;
    }

    private static Parameters parameters(GoldenCase golden) {
        Map<String, List<String>> values = new HashMap<>(golden.parameters().values());
        List<String> experiment = values.remove("experiment_id");
        if (experiment != null && golden.endpoint().equals("sessions")) {
            values.put("chatbot", experiment);
        }
        return new Parameters(values);
    }
}
