package ocs.pulse.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import ocs.pulse.demo.DemoDatabase;
import ocs.pulse.embedded.EmbeddedPostgres;
import ocs.pulse.run.Ending;
import ocs.pulse.run.Program;
import ocs.pulse.settings.Role;
import ocs.pulse.settings.Settings;
import org.jspecify.annotations.Nullable;

/** A database with the sample teams and a whole program beside it, which can be stopped and started again. */
final class WatchedProgram implements AutoCloseable {
    static final String TOKEN = "a-token-for-the-browser";

    /** The snapshot of the sample takes half a minute alone, and some minutes on a machine that builds other things. */
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private final EmbeddedPostgres postgres = EmbeddedPostgres.temporary();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Path directory;
    private final int port = freePort();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private Ending ending = new Ending();
    private @Nullable Thread thread;

    /** @param now when the sample's last conversations end */
    WatchedProgram(Path directory, Instant now) throws IOException, SQLException {
        this.directory = directory;
        Files.writeString(directory.resolve("tokens"), TOKEN + " tester " + DemoDatabase.TEAM + "\n");
        try (Connection connection = postgres.connect()) {
            DemoDatabase.create(connection, now);
        }
        start();
    }

    int port() {
        return port;
    }

    void start() {
        ending = new Ending();
        Settings settings = Settings.of(Map.of(
                "database-url",
                postgres.uri(EmbeddedPostgres.DATABASE),
                "data-dir",
                directory.resolve("data").toString(),
                "token-file",
                directory.resolve("tokens").toString(),
                "port",
                Integer.toString(port),
                "stream-heartbeat",
                "500ms"));
        Ending mine = ending;
        thread = new Thread(() -> run(settings, mine), "program");
        thread.start();
        await().atMost(PATIENCE).until(() -> failure.get() != null || isReady());
        assertThat(failure.get()).isNull();
    }

    private void run(Settings settings, Ending until) {
        try {
            Program.run(Role.RUN, settings, new PrintStream(System.out, true, StandardCharsets.UTF_8), until);
        } catch (InterruptedException | RuntimeException failed) {
            failure.set(failed);
        }
    }

    void stop() throws InterruptedException {
        ending.ask();
        Thread running = thread;
        if (running != null) {
            running.join(PATIENCE.toMillis());
        }
    }

    /** One transaction. */
    void change(String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What the API answers about the team. */
    JsonNode ask(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get("/api/teams/" + DemoDatabase.TEAM + "/" + path);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/health/ready").statusCode() == 200;
        } catch (IOException notListening) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
        postgres.close();
    }
}
