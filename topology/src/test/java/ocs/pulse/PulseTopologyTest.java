package ocs.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import ocs.pulse.change.Row;
import ocs.pulse.golden.GoldenCase;
import ocs.pulse.golden.GoldenDataset;
import ocs.pulse.golden.JsonDifference;
import ocs.pulse.ledger.LedgerBoard;
import ocs.pulse.query.Parameters;
import ocs.pulse.query.chatbot.ChatbotsQuestion;
import ocs.pulse.query.chatbot.TrendsQuestion;
import ocs.pulse.query.chatbot.ViewChatbotFigures;
import ocs.pulse.query.dashboard.DashboardPanel;
import ocs.pulse.query.dashboard.DashboardQuestion;
import ocs.pulse.team.StoreFigures;
import ocs.pulse.team.Teams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PulseTopologyTest {
    private static final Instant NOW = Instant.parse("2025-11-01T00:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    @TempDir
    Path directory;

    /** Where this fails a name or an edge has changed: state kept under an old name is lost, and a reset is needed. */
    @Test
    void shouldKeepItsNamesAndEdges() throws IOException {
        String description = PulseTopology.build(new LedgerBoard(), new Teams(4, 1))
                .describe()
                .toString();
        try (InputStream golden =
                Objects.requireNonNull(PulseTopologyTest.class.getResourceAsStream("/topology.txt"))) {
            assertThat(description.strip())
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }

    @Test
    void shouldAnswerAsOpenChatStudioDoesWhenASnapshotHasPassedBothStages() {
        for (String name : GoldenDataset.NAMES) {
            GoldenDataset dataset = GoldenDataset.load(name);
            try (TwoStages stages = new TwoStages(directory.resolve(name))) {
                stages.snapshot(inSnapshotOrder(dataset.rows()), 100);
                for (GoldenCase golden : GoldenCase.load(name)) {
                    if (golden.expectStatus().isEmpty()) {
                        check(golden, stages.teams());
                    }
                }
            }
        }
    }

    private static List<Row> inSnapshotOrder(List<Row> rows) {
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing(Row::table));
        return sorted;
    }

    private static void check(GoldenCase golden, Teams teams) {
        long team = teams.find(golden.teamSlug()).orElseThrow().id();
        if (golden.endpoint().equals("chatbots")) {
            boolean archived = golden.params().path("show_archived").asBoolean(false);
            Parameters parameters = new Parameters(java.util.Map.of(
                    "show_archived",
                    List.of(Boolean.toString(archived)),
                    "page_size",
                    List.of("200"),
                    "sort",
                    List.of("id")));
            ChatbotsQuestion question = ChatbotsQuestion.parse(parameters, NOW);
            Function<StoreFigures, Object> stored = figures -> question.answer(team, figures.shared(), figures);
            JsonNode answer = JSON.valueToTree(teams.read(team, stored).value());
            JsonNode viewed = JSON.valueToTree(
                    teams.ask(team, view -> question.answer(team, view.shared(), new ViewChatbotFigures(view)))
                            .value());
            assertThat(answer).isEqualTo(viewed);
            same(golden, answer.get("results"));
        } else if (golden.endpoint().equals("chatbots/trends")) {
            TrendsQuestion question = TrendsQuestion.parse(
                    golden.params().get("experiment_id").asLong(),
                    new Parameters(java.util.Map.of(
                            "now", List.of(golden.params().get("now").asText()))),
                    NOW);
            same(
                    golden,
                    JSON.valueToTree(teams.read(team, figures -> question.answer(team, figures.shared(), figures)
                                    .orElseThrow())
                            .value()));
        } else if (golden.endpoint().startsWith("dashboard/")) {
            DashboardPanel panel = DashboardPanel.ofPath(golden.endpoint().substring("dashboard/".length()))
                    .orElseThrow();
            DashboardQuestion question = DashboardQuestion.parse(panel, golden.parameters(), NOW);
            same(
                    golden,
                    JSON.valueToTree(teams.ask(team, view -> panel.answer(question, view))
                            .value()));
        }
    }

    /** Who makes the cut of a quirky user-engagement is undefined, the lengths of sessions are not. */
    private static void same(GoldenCase golden, JsonNode answer) {
        if (golden.quirk() && golden.endpoint().equals("dashboard/user-engagement")) {
            assertThat(answer.get("session_length_distribution"))
                    .isEqualTo(golden.expect().get("session_length_distribution"));
            return;
        }
        assertThat(JsonDifference.of(golden.expect(), answer, golden.quirk()))
                .as(golden.toString())
                .isEmpty();
    }
}
