package ocs.pulse.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import ocs.pulse.auth.Caller;
import ocs.pulse.auth.Right;
import ocs.pulse.auth.Tokens;
import ocs.pulse.query.dashboard.DashboardPanel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RoutesTest {
    private static final String TOKEN = "a-token-for-the-tests";
    private static final String FIGURES_ONLY = "a-token-for-figures-only";
    private static final String OVERVIEW = "/api/teams/demo/dashboard/overview";

    private final FakeAnswers answers = new FakeAnswers();
    private final AtomicReference<Readiness> readiness =
            new AtomicReference<>(Readiness.of(List.of("snapshot: 12 rows so far"), List.of()));
    private final SetClock now = new SetClock(FakeAnswers.WATERMARK_AT.plusMillis(250));
    private final Metrics metrics = new Metrics();
    private final Streams streams = new Streams(Duration.ofSeconds(3), 10, 10);
    private final WebServer server = WebServer.start(
            "127.0.0.1",
            0,
            metrics,
            new Routes(
                    Callers.of(new Tokens(List.of(
                            new Tokens.Token(Tokens.sha256(TOKEN), new Caller("test", Set.of("demo", "unborn"))),
                            new Tokens.Token(
                                    Tokens.sha256(FIGURES_ONLY),
                                    new Caller("wall", Set.of("demo"), Set.of(Right.DASHBOARD), Instant.MAX))))),
                    answers,
                    readiness::get,
                    metrics,
                    now,
                    Duration.ofSeconds(1),
                    streams,
                    Optional.empty()));
    private final HttpClient client = HttpClient.newHttpClient();

    private record Figures(
            int totalCount, double rate, @Nullable String nextCursor, Map<String, Integer> byName) {}

    @AfterEach
    void close() {
        streams.close();
        server.close();
        metrics.close();
    }

    @Test
    void shouldWriteSnakeCaseWithNullsAndPlainNumbers() throws Exception {
        answers.value = new Figures(3, 1.0E-5, null, Map.of("someName", 1));
        HttpResponse<String> response = get(OVERVIEW);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"total_count\":3,\"rate\":0.000010,\"next_cursor\":null,\"by_name\":{\"someName\":1}}");
        assertThat(header(response, "Content-Type")).startsWith("application/json");
    }

    @Test
    void shouldSayWhatTheAnswerReflects() throws Exception {
        answers.incomplete = Set.of("transaction", "table");
        HttpResponse<String> response = get(OVERVIEW);
        assertThat(header(response, "X-Pulse-LSN")).isEqualTo("16/B374D848");
        assertThat(header(response, "X-Pulse-As-Of")).isEqualTo("2026-01-02T03:04:05.010Z");
        assertThat(header(response, "X-Pulse-Lag-Ms")).isEqualTo("250");
        assertThat(header(response, "X-Pulse-Incomplete")).isEqualTo("table, transaction");
        assertThat(header(response, "Cache-Control")).isEqualTo("private, no-cache");
        answers.incomplete = Set.of();
        assertThat(header(get(OVERVIEW), "X-Pulse-Incomplete")).isEmpty();
    }

    @Test
    void shouldAnswerNotModifiedWithoutAskingUntilTheTeamIsAnother() throws Exception {
        String tag = header(get(OVERVIEW), "ETag");
        HttpResponse<String> same = get(OVERVIEW, "If-None-Match", "\"other\", " + tag);
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(header(same, "ETag")).isEqualTo(tag);
        assertThat(header(same, "X-Pulse-LSN")).isEqualTo("16/B374D848");
        assertThat(answers.asked).isEqualTo(1);
        answers.version = "2";
        HttpResponse<String> other = get(OVERVIEW, "If-None-Match", tag);
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(header(other, "ETag")).isNotEqualTo(tag);
    }

    @Test
    void shouldGiveAnAnswerAgainWithoutAskingUntilTheTeamIsAnother() throws Exception {
        answers.value = "first";
        String first = get(OVERVIEW).body();
        assertThat(get(OVERVIEW + "?min_lsn=1").body()).isEqualTo(first);
        assertThat(answers.asked).isEqualTo(1);
        answers.value = "second";
        answers.version = "2";
        assertThat(get(OVERVIEW).body()).contains("second");
        assertThat(get(OVERVIEW + "?tags=1").body()).contains("second");
        assertThat(answers.asked).isEqualTo(3);
    }

    @Test
    void shouldGiveAnotherTagWhenTheWindowRollsOn() throws Exception {
        String today = header(get(OVERVIEW), "ETag");
        now.set(FakeAnswers.WATERMARK_AT.plus(Duration.ofHours(2)));
        assertThat(get(OVERVIEW, "If-None-Match", today).statusCode()).isEqualTo(304);
        now.set(FakeAnswers.WATERMARK_AT.plus(Duration.ofDays(1)));
        assertThat(get(OVERVIEW, "If-None-Match", today).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldGiveAnotherTagForAnotherQuestion() throws Exception {
        Set<String> tags = new HashSet<>();
        for (String path : List.of(
                OVERVIEW,
                OVERVIEW + "?tags=1",
                OVERVIEW + "?tags=1&tags=2",
                OVERVIEW + "?experiments=1",
                "/api/teams/demo/dashboard",
                "/api/teams/demo/sessions?filter_0_column=state&filter_0_operator=any%20of&filter_0_value=%5B%22a%22%5D")) {
            assertThat(tags.add(header(get(path), "ETag"))).as(path).isTrue();
        }
        assertThat(header(get(OVERVIEW + "?min_lsn=1"), "ETag")).isEqualTo(header(get(OVERVIEW), "ETag"));
    }

    @Test
    void shouldTagTheAnswerItselfWhenItDependsOnTheInstant() throws Exception {
        for (String path : List.of(
                "/api/teams/demo/chatbots",
                "/api/teams/demo/chatbots/5/trends",
                "/api/teams/demo/sessions?filter_0_column=last_message&filter_0_operator=range&filter_0_value=1h")) {
            answers.value = "before";
            String tag = header(get(path), "ETag");
            assertThat(get(path, "If-None-Match", tag).statusCode()).as(path).isEqualTo(304);
            answers.value = "after";
            assertThat(get(path, "If-None-Match", tag).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void shouldNameTheParameterWhenItCannotBe() throws Exception {
        assertBad(OVERVIEW + "?granularity=yearly", "granularity");
        assertBad(OVERVIEW + "?colour=red", "colour");
        assertBad("/api/teams/demo/sessions?page=0", "page");
        assertBad(OVERVIEW + "?min_lsn=soon", "min_lsn");
        assertBad(OVERVIEW + "?min_lsn=1&min_lsn=2", "min_lsn");
    }

    @Test
    void shouldRefuseWhoHasNoToken() throws Exception {
        HttpResponse<String> response = send(request(OVERVIEW).build());
        assertProblem(response, 401);
        assertThat(header(response, "WWW-Authenticate")).startsWith("Bearer");
        assertProblem(
                send(request(OVERVIEW).header("Authorization", "Bearer no").build()), 401);
        assertProblem(
                send(request(OVERVIEW).header("Authorization", "Basic " + TOKEN).build()), 401);
        assertProblem(send(request("/api/teams/nobodys/chatbots").build()), 401);
    }

    @Test
    void shouldAnswerAlikeAboutUnknownAndForeignTeams() throws Exception {
        HttpResponse<String> foreign = get("/api/teams/foreign/dashboard/overview");
        HttpResponse<String> unknown = get("/api/teams/unborn/dashboard/overview?colour=red");
        assertProblem(foreign, 404);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).isEqualTo(foreign.body());
        assertProblem(get("/api/teams/demo/chatbots/twelve/trends"), 404);
    }

    @Test
    void shouldShowOnlyWhatTheTokenGivesTheRightTo() throws Exception {
        HttpRequest.Builder sessions =
                request("/api/teams/demo/sessions").header("Authorization", "Bearer " + FIGURES_ONLY);
        HttpResponse<String> refused = send(sessions.build());
        assertProblem(refused, 403);
        assertThat(refused.body()).contains("'sessions'");
        assertThat(send(request(OVERVIEW)
                                .header("Authorization", "Bearer " + FIGURES_ONLY)
                                .build())
                        .statusCode())
                .isEqualTo(200);
        // Of a foreign team not even that a right is missing.
        assertProblem(
                send(request("/api/teams/foreign/sessions")
                        .header("Authorization", "Bearer " + FIGURES_ONLY)
                        .build()),
                404);
    }

    @Test
    void shouldRefuseUnknownPathsAndMethods() throws Exception {
        assertProblem(get("/api/teams/demo/dashboard/weather"), 404);
        HttpResponse<String> posted = send(
                authorized(OVERVIEW).POST(HttpRequest.BodyPublishers.noBody()).build());
        assertProblem(posted, 405);
        assertThat(header(posted, "Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void shouldAskToComeBackWhileNotReady() throws Exception {
        answers.failure = new NotReady("the first snapshot", Duration.ofSeconds(2));
        HttpResponse<String> response = get(OVERVIEW);
        assertProblem(response, 503);
        assertThat(header(response, "Retry-After")).isEqualTo("2");
        assertThat(response.body()).contains("the first snapshot");
    }

    @Test
    void shouldTellNothingOfTheInsideWhenAnAnswerFails() throws Exception {
        answers.failure = new IllegalStateException("secret inside");
        HttpResponse<String> response = get(OVERVIEW);
        assertProblem(response, 500);
        assertThat(response.body()).doesNotContain("secret");
    }

    @Test
    void shouldWaitForThePositionInBothWaysOfWriting() throws Exception {
        assertThat(get(OVERVIEW + "?min_lsn=16/B374D848").statusCode()).isEqualTo(200);
        assertThat(get(OVERVIEW + "?min_lsn=" + answers.lsn).statusCode()).isEqualTo(200);
        HttpResponse<String> late = get(OVERVIEW + "?min_lsn=16/B374D849");
        assertProblem(late, 504);
        assertThat(late.body()).contains("16/B374D849");
    }

    @Test
    void shouldHaveEveryRouteOfTheContract() throws Exception {
        for (DashboardPanel panel : DashboardPanel.values()) {
            assertThat(get("/api/teams/demo/dashboard/" + panel.path()).statusCode())
                    .isEqualTo(200);
        }
        for (String path : List.of(
                "dashboard",
                "dashboard/filters",
                "chatbots",
                "chatbots/5/trends",
                "sessions",
                "datasets/sessions",
                "datasets/session-keys")) {
            assertThat(get("/api/teams/demo/" + path).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void shouldListTheTeamsOfTheTokenAndNoOthers() throws Exception {
        assertThat(get("/api/teams").body()).isEqualTo("{\"teams\":[{\"slug\":\"demo\",\"name\":\"The Demo\"}]}");
        assertProblem(send(request("/api/teams").build()), 401);
    }

    @Test
    void shouldServeThePageToAnybody() throws Exception {
        for (String path : List.of("/", "/teams/demo", "/teams/foreign/sessions")) {
            HttpResponse<String> page = send(request(path).build());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(header(page, "Content-Type")).startsWith("text/html");
            assertThat(header(page, "Content-Security-Policy")).contains("default-src 'self'");
        }
    }

    @Test
    void shouldTellSupervisorsWithoutAToken() throws Exception {
        assertThat(send(request("/health/live").build()).body()).isEqualTo("{\"live\":true}");
        HttpResponse<String> waiting = send(request("/health/ready").build());
        assertThat(waiting.statusCode()).isEqualTo(503);
        assertThat(waiting.body()).contains("\"ready\":false", "snapshot: 12 rows so far");
        readiness.set(Readiness.of(List.of(), List.of("chat_chat")));
        HttpResponse<String> ready = send(request("/health/ready").build());
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body())
                .isEqualTo(
                        "{\"ready\":true,\"waiting_for\":[],\"degraded\":[\"chat_chat\"],\"capture\":null,\"stages\":null}");
    }

    @Test
    void shouldCountRequestsByRouteAndNeverByTeam() throws Exception {
        get(OVERVIEW);
        String scraped = send(request("/metrics").build()).body();
        assertThat(scraped).contains("jvm_memory_used_bytes", "/api/teams/{team}/dashboard/overview");
        assertThat(scraped).doesNotContain("teams/demo");
    }

    private void assertBad(String path, String parameter) throws Exception {
        HttpResponse<String> response = get(path);
        assertProblem(response, 400);
        JsonNode error = new ObjectMapper().readTree(response.body()).at("/errors/0");
        assertThat(error.at("/parameter").asText()).isEqualTo(parameter);
        assertThat(error.at("/message").asText()).isNotBlank();
    }

    private static void assertProblem(HttpResponse<String> response, int status) throws IOException {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(header(response, "Content-Type")).startsWith("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(response.body());
        assertThat(problem.at("/status").asInt()).isEqualTo(status);
        assertThat(problem.at("/title").asText()).isNotBlank();
        assertThat(problem.at("/detail").asText()).isNotBlank();
        assertThat(problem.at("/type").asText()).startsWith("urn:ocs-pulse:problem:");
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = authorized(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    private HttpRequest.Builder authorized(String path) {
        return request(path).header("Authorization", "Bearer " + TOKEN);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
