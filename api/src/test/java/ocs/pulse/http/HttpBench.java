package ocs.pulse.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import ocs.pulse.http.transport.Transport;
import org.jspecify.annotations.Nullable;

/** A real server over given answers, and somebody who asks it. */
final class HttpBench implements AutoCloseable {
    final Metrics metrics = new Metrics();
    final WebServer server;

    private final TeamAnswers answers;
    private final Streams streams = new Streams(Duration.ofSeconds(5), 100, 100);
    private final HttpClient client = HttpClient.newHttpClient();

    HttpBench(TeamAnswers answers, Callers callers, Transport transport, List<String> origins) {
        this(answers, callers, transport, origins, Links.none());
    }

    HttpBench(TeamAnswers answers, Callers callers, Transport transport, List<String> origins, Links links) {
        this.answers = answers;
        this.server = WebServer.start(
                transport,
                origins,
                metrics,
                new Routes(
                        callers,
                        answers,
                        () -> Readiness.of(List.of(), List.of()),
                        metrics,
                        Clock.fixed(GoldenAnswers.NOW, ZoneOffset.UTC),
                        Duration.ofSeconds(1),
                        streams,
                        Optional.empty(),
                        links));
    }

    HttpBench(TeamAnswers answers, Callers callers) {
        this(answers, callers, Transport.plain("127.0.0.1", 0), List.of());
    }

    /** @param headers names and values by turns */
    HttpResponse<String> get(@Nullable String token, String path, String... headers) throws Exception {
        return send(request(path), token, headers);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url(path)));
    }

    /** @param headers names and values by turns */
    EventClient follow(String token, String path, String... headers) {
        return EventClient.follow(client, url(path), token, headers);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    HttpResponse<String> send(HttpRequest.Builder request, @Nullable String token, String... headers) throws Exception {
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Override
    public void close() {
        streams.close();
        server.close();
        if (answers instanceof GoldenAnswers golden) {
            golden.close();
        }
        metrics.close();
    }
}
