package ocs.pulse.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import ocs.pulse.embedded.EmbeddedKafka;
import ocs.pulse.embedded.EmbeddedPostgres;
import ocs.pulse.run.Ending;
import ocs.pulse.run.Program;
import ocs.pulse.settings.Role;
import ocs.pulse.settings.Settings;

/** {@code pulse run} in this process, beside a Postgres with a golden dataset. */
public final class RunningProgram implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String DATABASE = "ocs";

    private final EmbeddedPostgres postgres;
    private final Path home;
    private final int port;
    private final Ending ending = new Ending();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "program");

    private RunningProgram(EmbeddedPostgres postgres, Path home, int port) {
        this.postgres = postgres;
        this.home = home;
        this.port = port;
    }

    /** Returns when it is ready. */
    public static RunningProgram start(Path directory) throws IOException, SQLException {
        EmbeddedPostgres postgres = EmbeddedPostgres.temporary();
        postgres.createDatabase(DATABASE);
        try (Connection connection = postgres.connect(DATABASE)) {
            GoldenDatabase.load(connection);
        }
        RunningProgram program = new RunningProgram(postgres, directory.resolve("data"), freePort());
        program.thread.start();
        await().atMost(PATIENCE).until(() -> program.failure.get() != null || program.isReady());
        assertThat(program.failure.get()).isNull();
        return program;
    }

    private void run() {
        try {
            Program.run(
                    Role.RUN,
                    Settings.of(Map.of(
                            "database-url",
                            databaseUrl(),
                            "data-dir",
                            home.toString(),
                            "port",
                            Integer.toString(port),
                            "auth",
                            "none",
                            "wait-limit",
                            "20s",
                            "heartbeat-interval",
                            "50ms")),
                    new PrintStream(System.out, true, StandardCharsets.UTF_8),
                    ending);
        } catch (InterruptedException | RuntimeException failed) {
            failure.set(failed);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(url().resolve("/health/ready"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notListeningYet) {
            return false;
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public String databaseUrl() {
        return postgres.uri(DATABASE);
    }

    public Connection connect() throws SQLException {
        return postgres.connect(DATABASE);
    }

    public Path home() {
        return home;
    }

    /** Where its Kafka listens. */
    public String kafka() {
        return EmbeddedKafka.addressIn(home.resolve("kafka")).orElseThrow();
    }

    @Override
    public void close() throws InterruptedException {
        ending.ask();
        thread.join(PATIENCE.toMillis());
        postgres.close();
        assertThat(failure.get()).isNull();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
