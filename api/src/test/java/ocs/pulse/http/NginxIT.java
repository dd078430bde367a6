package ocs.pulse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import ocs.pulse.auth.JwtTokens;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked configuration in docker/nginx, in a real nginx, before a Django that knows one browser and one team. */
@Tag("full")
class NginxIT {
    private static final String SECRET = "the secret of this very test, 32 bytes";
    private static final String OVERVIEW = "/a/team-1/dashboard/api/overview/?date_range=30&granularity=daily";

    @TempDir
    private Path directory;

    private final AtomicInteger questions = new AtomicInteger();
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void shouldLetThePageOfOpenChatStudioAsk() throws Exception {
        HttpServer django = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        django.createContext("/", this::django);
        django.start();
        Callers callers = Callers.of(JwtTokens.ofSecret(
                new JwtTokens.Expected("nginx", "ocs-pulse", Clock.systemUTC()),
                SECRET.getBytes(StandardCharsets.UTF_8)));
        int port = freePort();
        try (HttpBench bench = new HttpBench(new GoldenAnswers(), callers)) {
            Process nginx = nginx(port, django.getAddress().getPort(), bench.server.port());
            try {
                await().ignoreExceptions().until(() -> {
                    new Socket("127.0.0.1", port).close();
                    return true;
                });
                check(port);
            } finally {
                nginx.destroy();
                nginx.waitFor(10, TimeUnit.SECONDS);
            }
        } finally {
            django.stop(0);
        }
    }

    private void check(int port) throws Exception {
        HttpResponse<String> member = get(port, OVERVIEW, "sessionid=ada");
        assertThat(member.statusCode()).isEqualTo(200);
        assertThat(member.body()).contains("\"total_experiments\":12");
        assertThat(HttpBench.header(member, "X-Pulse-LSN")).isNotEmpty();

        int asked = questions.get();
        assertThat(get(port, OVERVIEW, "sessionid=ada").statusCode()).isEqualTo(200);
        assertThat(questions.get()).as("what Django said is kept for a while").isEqualTo(asked);

        assertThat(get(port, OVERVIEW, "sessionid=somebody").statusCode()).isEqualTo(403);
        assertThat(get(port, "/a/team-2/dashboard/api/overview/", "sessionid=ada")
                        .statusCode())
                .isEqualTo(403);
        assertThat(get(port, "/a/team-1/dashboard/", "sessionid=ada").body())
                .isEqualTo("Django's /a/team-1/dashboard/");
        assertThat(get(port, "/a/team-1/dashboard/api/bot-performance/?order_by=cost", "sessionid=ada")
                        .body())
                .isEqualTo("Django's /a/team-1/dashboard/api/bot-performance/");
        assertThat(get(port, "/api/teams/team-1/dashboard/overview", "sessionid=ada")
                        .body())
                .isEqualTo("Django's /api/teams/team-1/dashboard/overview");
    }

    /** As login_and_team_required has it: a redirect to the login, and a 404 for a team of others. */
    private void django(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/filters/load/0/")) {
            questions.incrementAndGet();
            boolean known = String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"))
                    .contains("sessionid=ada");
            if (!known) {
                exchange.getResponseHeaders().add("Location", "/accounts/login/");
            }
            exchange.sendResponseHeaders(known ? path.startsWith("/a/team-1/") ? 200 : 404 : 302, -1);
        } else {
            byte[] body = ("Django's " + path).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private Process nginx(int port, int django, int pulse) throws IOException {
        Path source = Path.of("..", "docker", "nginx");
        Path secret = Files.writeString(directory.resolve("secret"), SECRET + "\n");
        String script =
                Files.readString(source.resolve("pulse.js")).replace("/etc/nginx/pulse-secret", secret.toString());
        Files.writeString(directory.resolve("pulse.js"), script);
        String conf = Files.readString(source.resolve("nginx.conf"))
                .replace("modules/ngx_http_js_module.so", "/usr/lib/nginx/modules/ngx_http_js_module.so")
                .replace("django:8000", "127.0.0.1:" + django)
                .replace("pulse:8080", "127.0.0.1:" + pulse)
                .replace("listen 80;", "listen 127.0.0.1:" + port + ";")
                .replace("/tmp/pulse-auth", directory.resolve("auth").toString())
                .replace("events {}", "daemon off;\nmaster_process off;\npid " + directory + "/pid;\nevents {}")
                .replace("http {", "http {\n    access_log off;");
        Path file = Files.writeString(directory.resolve("nginx.conf"), conf);
        return new ProcessBuilder(
                        "/usr/sbin/nginx",
                        "-p",
                        directory.toString(),
                        "-c",
                        file.toString(),
                        "-e",
                        directory + "/error")
                .inheritIO()
                .start();
    }

    private HttpResponse<String> get(int port, String path, String cookie) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Cookie", cookie)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
