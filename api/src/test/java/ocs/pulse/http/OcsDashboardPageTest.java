package ocs.pulse.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ocs.pulse.auth.Authenticator;
import ocs.pulse.http.transport.Transport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The requests that Open Chat Studio's own dashboard page sends, and the fields that it reads, as recorded in page.json. */
final class OcsDashboardPageTest {
    private static final HttpBench BENCH = new HttpBench(
            new GoldenAnswers(),
            Callers.of(Authenticator.open()),
            Transport.plain("127.0.0.1", 0),
            List.of(),
            new Links(Optional.of("/a/{team}/chatbots/{id}/"), Optional.of("/a/{team}/participants/{id}")));

    private final JsonNode page;

    OcsDashboardPageTest() throws Exception {
        page = new ObjectMapper().readTree(Objects.requireNonNull(getClass().getResource("/ocs-dashboard/page.json")));
    }

    @AfterAll
    static void close() {
        BENCH.close();
    }

    @Test
    void shouldBeAnsweredWithEveryFieldThatThePageReads() throws Exception {
        for (JsonNode filters : page.get("filters")) {
            for (JsonNode request : page.get("requests")) {
                String more = request.path("query").asText();
                String query = filters.asText() + (more.isEmpty() ? "" : "&" + more);
                String path =
                        "/api/teams/team-1/dashboard/" + request.get("path").asText() + "?" + query;
                HttpResponse<String> response = BENCH.get("any", path);
                assertThat(response.statusCode()).as(path).isEqualTo(200);
                JsonNode answer = new ObjectMapper().readTree(response.body());
                for (JsonNode field : request.get("reads")) {
                    for (JsonNode value : values(answer, field.asText())) {
                        assertThat(value.isMissingNode() || value.isNull())
                                .as(path + " " + field.asText())
                                .isFalse();
                    }
                }
            }
        }
    }

    @Test
    void shouldFindItsWayToThePagesOfOpenChatStudio() throws Exception {
        String query = "?date_range=custom&start_date=2025-08-15&end_date=2025-11-07";
        JsonNode bots = new ObjectMapper()
                .readTree(BENCH.get("any", "/api/teams/team-1/dashboard/bot-performance" + query)
                        .body());
        JsonNode bot = bots.at("/results/0");
        assertThat(bot.get("experiment_url").asText())
                .isEqualTo("/a/team-1/chatbots/" + bot.get("experiment_id").asText() + "/");
        JsonNode users = new ObjectMapper()
                .readTree(BENCH.get("any", "/api/teams/team-1/dashboard/user-engagement" + query)
                        .body());
        JsonNode user = users.at("/most_active_participants/0");
        assertThat(user.get("participant_url").asText())
                .isEqualTo(
                        "/a/team-1/participants/" + user.get("participant_id").asText());
    }

    @Test
    void shouldBeAnotherAnswerWhenThePagesAreElsewhere() throws Exception {
        String path = "/api/teams/team-1/dashboard/bot-performance";
        String tag = HttpBench.header(BENCH.get("any", path), "ETag");
        assertThat(BENCH.get("any", path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        try (HttpBench other = new HttpBench(new GoldenAnswers(), Callers.of(Authenticator.open()))) {
            assertThat(other.get("any", path, "If-None-Match", tag).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void shouldFindItsWayThroughTheProxy() throws Exception {
        String conf = Files.readString(Path.of("..", "docker", "nginx", "nginx.conf"));
        Matcher location = Pattern.compile("\\(\\?<panel>([^)]*)\\)").matcher(conf);
        assertThat(location.find()).isTrue();
        TreeSet<String> asked = new TreeSet<>();
        page.get("requests").forEach(request -> asked.add(request.get("path").asText()));
        assertThat(location.group(1).split("\\|")).containsExactlyInAnyOrderElementsOf(asked);
    }

    /** What stands at {@code a.b}, in every element where it says {@code a[].b}. */
    private static List<JsonNode> values(JsonNode root, String place) {
        List<JsonNode> found = List.of(root);
        for (String step : place.split("\\.")) {
            String name = step.replace("[]", "");
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : found) {
                JsonNode value = name.isEmpty() ? node : node.path(name);
                if (step.endsWith("[]")) {
                    assertThat(value.isArray()).as(place).isTrue();
                    value.forEach(next::add);
                } else {
                    next.add(value);
                }
            }
            found = next;
        }
        return found;
    }
}
