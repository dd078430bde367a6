package ocs.pulse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import ocs.pulse.auth.Authenticator;
import ocs.pulse.auth.Caller;
import ocs.pulse.auth.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SessionRequestsTest {
    private static final String TOKEN = "a-token-for-the-tests";
    private static final String BODY = "{\"token\": \"" + TOKEN + "\"}";
    private static final String OVERVIEW = "/api/teams/demo/dashboard/overview";

    private final AtomicBoolean revoked = new AtomicBoolean();
    private final Metrics metrics = new Metrics();
    private final Streams streams = new Streams(Duration.ofSeconds(3), 10, 10);
    private final WebServer server = WebServer.start(
            "127.0.0.1",
            0,
            metrics,
            new Routes(
                    Callers.of(revocable()),
                    new FakeAnswers(),
                    () -> Readiness.of(List.of(), List.of()),
                    metrics,
                    Clock.systemUTC(),
                    Duration.ofSeconds(1),
                    streams,
                    Optional.empty()));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        streams.close();
        server.close();
        metrics.close();
    }

    @Test
    void shouldLetABrowserInWithTheCookieAlone() throws Exception {
        HttpResponse<String> begun = begin(BODY);
        assertThat(begun.statusCode()).isEqualTo(200);
        assertThat(begun.body()).contains("\"name\":\"test\"", "\"teams\":[\"demo\"]", "\"expires_at\":\"");
        String header = begun.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(header)
                .contains("pulse_session=", "HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=3")
                .doesNotContain("Secure", TOKEN);
        assertThat(get(OVERVIEW, header).statusCode()).isEqualTo(200);
        assertThat(get("/session", header).body()).isEqualTo(begun.body());
        assertThat(get("/api/teams/foreign/dashboard/overview", header).statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldKeepTheCookieToTlsWhenTheBrowserCameByIt() throws Exception {
        HttpResponse<String> begun = send(post(BODY).header("X-Forwarded-Proto", "https"));
        assertThat(begun.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");
    }

    @Test
    void shouldEndASession() throws Exception {
        String cookie = begin(BODY).headers().firstValue("Set-Cookie").orElseThrow();
        HttpResponse<String> ended =
                send(request("/session").DELETE().header("Cookie", cookie.substring(0, cookie.indexOf(';'))));
        assertThat(ended.statusCode()).isEqualTo(204);
        assertThat(ended.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("pulse_session=;", "Expires=Thu, 01 Jan 1970");
        assertThat(get(OVERVIEW, cookie).statusCode()).isEqualTo(401);
        assertThat(send(request("/session").DELETE()).statusCode()).isEqualTo(204);
    }

    @Test
    void shouldEndASessionWithItsToken() throws Exception {
        String cookie = begin(BODY).headers().firstValue("Set-Cookie").orElseThrow();
        revoked.set(true);
        assertThat(get(OVERVIEW, cookie).statusCode()).isEqualTo(401);
        assertThat(get("/session", cookie).statusCode()).isEqualTo(401);
    }

    @Test
    void shouldLookAtTheAuthorizationAloneWhereThereIsOne() throws Exception {
        String cookie = begin(BODY).headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(send(request(OVERVIEW)
                                .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
                                .header("Authorization", "Bearer nobody"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void shouldLookAtNoTokenFromWhereManyWereOfNoUse() throws Exception {
        String cookie = begin(BODY).headers().firstValue("Set-Cookie").orElseThrow();
        List<HttpResponse<String>> refused = new ArrayList<>();
        for (int guess = 0; guess < 21; guess++) {
            refused.add(send(post("{\"token\": \"guess\"}").header("X-Real-IP", "192.0.2." + guess)));
        }
        assertThat(refused.subList(0, 20)).allMatch(response -> response.statusCode() == 401);
        assertThat(refused.get(20).statusCode()).isEqualTo(429);
        assertThat(refused.get(20).body()).contains("more than 20 tokens from one address");
        assertThat(refused.get(20).headers().firstValue("Retry-After").orElseThrow())
                .matches("[1-6]");
        assertThat(begin(BODY).statusCode()).isEqualTo(429);
        assertThat(get(OVERVIEW, cookie).statusCode())
                .as("a session that has begun")
                .isEqualTo(200);
    }

    @Test
    void shouldRefuseWhatCannotBegin() throws Exception {
        assertThat(begin("{\"token\": \"nobodys\"}").statusCode()).isEqualTo(401);
        assertThat(begin("{\"token\": \"\"}").statusCode()).isEqualTo(400);
        assertThat(begin("{\"toke").statusCode()).isEqualTo(400);
        assertThat(begin("").statusCode()).isEqualTo(400);
        assertThat(send(request("/session")
                                .POST(BodyPublishers.ofString("token=" + TOKEN))
                                .header("Content-Type", "application/x-www-form-urlencoded"))
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void shouldRefuseOtherSites() throws Exception {
        assertThat(send(post(BODY).header("Origin", "https://evil.example")).statusCode())
                .isEqualTo(403);
        assertThat(send(request("/session").DELETE().header("Origin", "null")).statusCode())
                .isEqualTo(403);
        assertThat(send(post(BODY).header("Origin", "http://127.0.0.1:" + server.port()))
                        .statusCode())
                .isEqualTo(200);
    }

    private Authenticator revocable() {
        Tokens tokens = new Tokens(List.of(new Tokens.Token(Tokens.sha256(TOKEN), new Caller("test", Set.of("demo")))));
        return token -> revoked.get() ? java.util.Optional.empty() : tokens.caller(token);
    }

    private HttpResponse<String> begin(String body) throws Exception {
        return send(post(body));
    }

    private HttpRequest.Builder post(String body) {
        return request("/session").POST(BodyPublishers.ofString(body)).header("Content-Type", "application/json");
    }

    private HttpResponse<String> get(String path, String setCookie) throws Exception {
        return send(request(path).header("Cookie", setCookie.substring(0, setCookie.indexOf(';'))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
