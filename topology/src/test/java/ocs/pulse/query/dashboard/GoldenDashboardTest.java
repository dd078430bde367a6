package ocs.pulse.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ocs.pulse.golden.GoldenCase;
import ocs.pulse.golden.GoldenDataset;
import ocs.pulse.golden.JsonDifference;
import ocs.pulse.query.BadParameter;
import ocs.pulse.view.TeamView;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Open Chat Studio's own answers, each panel alone and out of the whole dashboard. */
class GoldenDashboardTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    private static final String PREFIX = "dashboard/";

    @ParameterizedTest
    @ValueSource(strings = {"small-a", "medium"})
    void shouldAnswerAsOpenChatStudioDoes(String name) {
        GoldenDataset dataset = GoldenDataset.load(name);
        List<GoldenCase> cases = GoldenCase.load(name).stream()
                .filter(one -> one.endpoint().startsWith(PREFIX))
                .toList();
        List<String> differences = new ArrayList<>();
        for (GoldenCase one : cases) {
            differ(one, dataset.view(one.teamSlug())).ifPresent(found -> differences.add(one + "\n    " + found));
        }
        assertThat(cases).hasSizeGreaterThan(200);
        assertThat(differences).isEmpty();
    }

    private static Optional<String> differ(GoldenCase one, TeamView view) {
        DashboardPanel panel =
                DashboardPanel.ofPath(one.endpoint().substring(PREFIX.length())).orElseThrow();
        if (one.expectStatus().isPresent()) {
            assertThatExceptionOfType(BadParameter.class)
                    .isThrownBy(() -> DashboardQuestion.parse(panel, one.parameters(), Instant.EPOCH));
            return Optional.empty();
        }
        DashboardQuestion question = DashboardQuestion.parse(panel, one.parameters(), Instant.EPOCH);
        JsonNode alone = JSON.valueToTree(panel.answer(question, view));
        JsonNode together =
                JSON.valueToTree(Dashboard.of(question, view)).get(panel.path().replace('-', '_'));
        assertThat(together).isEqualTo(alone);
        boolean tied = one.quirk() && panel == DashboardPanel.USER_ENGAGEMENT;
        return tied
                ? JsonDifference.of(withoutNames(one.expect()), withoutNames(alone), true)
                : JsonDifference.of(one.expect(), alone, one.quirk());
    }

    /** Who makes the cut of a tie is not defined; how many messages each rank has is. */
    private static JsonNode withoutNames(JsonNode engagement) {
        ObjectNode copy = engagement.deepCopy();
        ArrayNode ranks = copy.putArray("most_active_participants");
        engagement.get("most_active_participants").forEach(row -> ranks.add(row.get("total_messages")));
        return copy;
    }
}
