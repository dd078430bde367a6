package ocs.pulse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import ocs.pulse.auth.Authenticator;
import ocs.pulse.auth.Sessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two instances: a front that owns nothing, and one behind it. */
final class PeersTest {
    private static final String SECRET = "a-secret-for-the-tests";
    private static final String OVERVIEW = "/api/teams/demo/dashboard/overview";

    private final Metrics metrics = new Metrics();
    private final Peers peers = new Peers(SECRET, Duration.ofMinutes(2), Duration.ofSeconds(1));
    private final Streams streams = new Streams(Duration.ofSeconds(1), 10, 10);
    private final FakeAnswers front = new FakeAnswers();
    private final FakeAnswers behind = new FakeAnswers();
    private final WebServer frontServer = server(front);
    private final WebServer behindServer = server(behind);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        frontServer.close();
        behindServer.close();
        streams.close();
        peers.close();
        metrics.close();
    }

    @Test
    void shouldPassTheOwnersAnswerOnAsItIs() throws Exception {
        front.owners = List.of(there(behindServer, false));
        behind.value = Map.of("sessions", 7);
        HttpResponse<String> direct = get(behindServer, OVERVIEW);
        HttpResponse<String> passedOn = get(frontServer, OVERVIEW);
        assertThat(passedOn.statusCode()).isEqualTo(200);
        assertThat(passedOn.body()).isEqualTo(direct.body()).contains("7");
        for (String name : List.of("ETag", "X-Pulse-LSN", "X-Pulse-As-Of", "Content-Type", "Cache-Control", "Vary")) {
            assertThat(header(passedOn, name))
                    .as(name)
                    .isEqualTo(header(direct, name))
                    .isNotEmpty();
        }
        assertThat(header(passedOn, "X-Pulse-Standby")).isEmpty();
    }

    private record Row(String name, int count) {}

    @Test
    void shouldPassAtableOnAsItIs() throws Exception {
        front.owners = List.of(there(behindServer, false));
        Csv<Row> table = new Csv<>(Row.class);
        for (int row = 0; row < 50_000; row++) {
            table.add(new Row("name " + row, row));
        }
        behind.value = table.finish();
        HttpResponse<String> passedOn = get(frontServer, "/api/teams/demo/chatbots?format=csv");
        assertThat(header(passedOn, "Content-Type")).startsWith("text/csv");
        assertThat(passedOn.body().lines()).hasSize(50_001).last().isEqualTo("name 49999,49999");
    }

    @Test
    void shouldPassConditionsAndProblemsOn() throws Exception {
        front.owners = List.of(there(behindServer, false));
        String tag = header(get(frontServer, OVERVIEW), "ETag");
        assertThat(get(frontServer, OVERVIEW, "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(get(frontServer, OVERVIEW + "?date_range=8").statusCode()).isEqualTo(400);
        assertThat(get(frontServer, OVERVIEW + "?min_lsn=FF/0").statusCode()).isEqualTo(504);
        assertThat(get(frontServer, OVERVIEW + "?min_lsn=1/0").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldFindAteamThatOnlyTheOthersKnow() throws Exception {
        front.failure = new NotReady("the partitions", Duration.ofSeconds(1));
        front.others = List.of(base(behindServer));
        front.owners = List.of(there(behindServer, false));
        assertThat(get(frontServer, OVERVIEW).statusCode()).isEqualTo(200);
        assertThat(get(frontServer, OVERVIEW.replace("demo", "nobody")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldListTeamsFromCopiesWhereThereIsNothingElse() throws Exception {
        front.copies = new FakeAnswers();
        front.failure = new NotReady("the partitions", Duration.ofSeconds(1));
        HttpResponse<String> listed = get(frontServer, "/api/teams");
        assertThat(listed.statusCode()).isEqualTo(200);
        assertThat(listed.body()).contains("The Demo");
        assertThat(header(listed, "X-Pulse-Standby")).isEqualTo("lag=250");
        assertThat(get(frontServer, "/api/teams?standby=no").statusCode()).isEqualTo(503);
    }

    @Test
    void shouldFindAteamInCopiesWhenTheOthersAreGone() throws Exception {
        front.copies = new FakeAnswers();
        front.failure = new NotReady("the partitions", Duration.ofSeconds(1));
        front.owners = List.of(new Owner.Here(true));
        assertThat(get(frontServer, OVERVIEW).statusCode()).isEqualTo(200);
        assertThat(get(frontServer, OVERVIEW.replace("demo", "new")).statusCode())
                .isEqualTo(503);
    }

    @Test
    void shouldAnswerFromAstandbyWhenTheOwnerIsGone() throws Exception {
        Owner gone = new Owner.There(URI.create("http://127.0.0.1:9"), false);
        front.owners = List.of(gone, there(behindServer, true));
        HttpResponse<String> response = get(frontServer, OVERVIEW);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "X-Pulse-Standby")).isEqualTo("lag=250");
    }

    @Test
    void shouldAnswerFromAstandbyWhenTheOwnerStandsStill() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Owner frozen = new Owner.There(URI.create("http://127.0.0.1:" + silent.getLocalPort()), false);
            front.owners = List.of(frozen, there(behindServer, true));
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(base(frontServer).resolve(OVERVIEW))
                            .timeout(Duration.ofMinutes(1))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(header(response, "X-Pulse-Standby")).isEqualTo("lag=250");
        }
    }

    @Test
    void shouldRatherAnswer503WhenTheCallerRefusesStandbys() throws Exception {
        front.owners = List.of(there(behindServer, true));
        HttpResponse<String> response = get(frontServer, OVERVIEW + "?standby=no");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(header(response, "Retry-After")).isEqualTo("1");
        assertThat(get(frontServer, OVERVIEW + "?standby=maybe").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldAnswer503AndNothingElseWhenNobodyIsReady() throws Exception {
        front.owners = List.of();
        assertThat(get(frontServer, OVERVIEW).statusCode()).isEqualTo(503);
        behind.failure = new NotReady("its stores", Duration.ofSeconds(1));
        front.owners = List.of(there(behindServer, false));
        HttpResponse<String> response = get(frontServer, OVERVIEW);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(header(response, "Retry-After")).isEqualTo("1");
    }

    @Test
    void shouldHearOnlyInstancesBelowInternal() throws Exception {
        assertThat(get(behindServer, "/internal" + OVERVIEW).statusCode()).isEqualTo(404);
        assertThat(get(behindServer, "/internal/teams/demo").statusCode()).isEqualTo(404);
        assertThat(get(behindServer, "/internal" + OVERVIEW, "X-Pulse-Peer", "a-wrong-one")
                        .statusCode())
                .isEqualTo(404);
        assertThat(get(behindServer, "/internal" + OVERVIEW, "X-Pulse-Peer", SECRET)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldNeverPassOnWhatWasPassedOn() throws Exception {
        front.owners = List.of(there(behindServer, false));
        behind.owners = List.of(there(frontServer, false));
        behind.value = "its own answer";
        assertThat(get(frontServer, OVERVIEW).body()).contains("its own answer");
    }

    @Test
    void shouldPassEventsOnOneByOne() throws Exception {
        Semaphore next = new Semaphore(0);
        HttpServer events = events(next);
        front.owners = List.of(new Owner.There(
                URI.create("http://127.0.0.1:" + events.getAddress().getPort()), false));
        try {
            HttpResponse<java.io.InputStream> response =
                    client.send(request(frontServer, OVERVIEW), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(header(response, "Content-Type")).startsWith("text/event-stream");
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                for (int number = 1; number <= 3; number++) {
                    next.release();
                    assertThat(lines.readLine()).isEqualTo("data: " + number);
                    assertThat(lines.readLine()).isEmpty();
                }
            }
        } finally {
            events.stop(0);
        }
    }

    @Test
    void shouldFreeTheOwnersStreamWhenTheCallerLeaves() {
        front.owners = List.of(there(behindServer, false));
        behind.value = "first";
        EventClient caller = EventClient.follow(
                client, "http://127.0.0.1:" + frontServer.port() + "/api/teams/demo/dashboard/stream", "any");
        await().until(() -> caller.data().equals(List.of("\"first\"")));
        assertThat(behind.listeners).hasSize(1);
        caller.close();
        await().atMost(Duration.ofSeconds(20)).until(behind.listeners::isEmpty);
    }

    @Test
    void shouldEndAsessionOnEveryInstance() throws Exception {
        front.others = List.of(base(behindServer));
        HttpResponse<String> begun = client.send(
                HttpRequest.newBuilder(base(frontServer).resolve("/session"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"token\": \"any\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String cookie = header(begun, "Set-Cookie").split(";", 2)[0];
        assertThat(end(behindServer, "/internal/session", cookie))
                .as("by whoever is no instance")
                .isEqualTo(404);
        assertThat(get(behindServer, "/session", "Cookie", cookie).body()).doesNotContain("\"expires_at\":null");
        assertThat(end(frontServer, "/session", cookie)).isEqualTo(204);
        assertThat(get(frontServer, "/session", "Cookie", cookie).body()).contains("\"expires_at\":null");
        assertThat(get(behindServer, "/session", "Cookie", cookie).body()).contains("\"expires_at\":null");
    }

    @Test
    void shouldEndAsessionHereWhenAnotherInstanceIsGone() throws Exception {
        front.others = List.of(URI.create("http://127.0.0.1:9"));
        Sessions sessions = new Sessions(
                new byte[32],
                Duration.ofHours(1),
                Clock.fixed(FakeAnswers.WATERMARK_AT.plusMillis(250), ZoneOffset.UTC));
        String cookie = Callers.COOKIE + "=" + sessions.seal(sessions.begin("any", Instant.MAX));
        assertThat(end(frontServer, "/session", cookie)).isEqualTo(204);
        assertThat(get(frontServer, "/session", "Cookie", cookie).body()).contains("\"expires_at\":null");
    }

    private int end(WebServer server, String path, String cookie) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(base(server).resolve(path))
                                .header("Cookie", cookie)
                                .DELETE()
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void shouldTakeTheRequestsIdAndItsTraceAlong() throws Exception {
        HttpServer owner = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        owner.createContext("/internal", exchange -> {
            byte[] told = (exchange.getRequestHeaders().getFirst("X-Request-Id") + " "
                            + exchange.getRequestHeaders().getFirst("traceparent"))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, told.length);
            exchange.getResponseBody().write(told);
            exchange.close();
        });
        owner.start();
        front.owners = List.of(new Owner.There(
                URI.create("http://127.0.0.1:" + owner.getAddress().getPort()), false));
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        String span = "00f067aa0ba902b7";
        try {
            String told = get(
                            frontServer,
                            OVERVIEW,
                            "X-Request-Id",
                            "from-the-caller",
                            "traceparent",
                            "00-" + trace + "-" + span + "-01")
                    .body();
            assertThat(told)
                    .matches("from-the-caller 00-" + trace + "-[0-9a-f]{16}-01")
                    .doesNotContain(span);
        } finally {
            owner.stop(0);
        }
    }

    /** Sends an event for each permit, at most three. */
    private static HttpServer events(Semaphore next) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/internal", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int number = 1; number <= 3; number++) {
                    assertThat(next.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
                    out.write(("data: " + number + "\n\n").getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        return server;
    }

    private WebServer server(FakeAnswers answers) {
        Clock clock = Clock.fixed(FakeAnswers.WATERMARK_AT.plusMillis(250), ZoneOffset.UTC);
        Callers callers = new Callers(Authenticator.open(), new Sessions(new byte[32], Duration.ofHours(1), clock));
        Routes routes = new Routes(
                callers,
                answers,
                () -> Readiness.of(List.of(), List.of()),
                metrics,
                clock,
                Duration.ofSeconds(1),
                streams,
                Optional.of(peers));
        return WebServer.start("127.0.0.1", 0, metrics, routes);
    }

    private static Owner there(WebServer server, boolean standby) {
        return new Owner.There(base(server), standby);
    }

    private static URI base(WebServer server) {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    private HttpResponse<String> get(WebServer server, String path, String... headers) throws Exception {
        return client.send(request(server, path, headers), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(WebServer server, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base(server).resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
