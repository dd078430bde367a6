package ocs.pulse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import ocs.pulse.embedded.EmbeddedKafka;
import ocs.pulse.embedded.EmbeddedPostgres;
import ocs.pulse.run.Ending;
import ocs.pulse.testing.GoldenDatabase;
import ocs.pulse.worker.ConnectWorker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of capture in Kafka Connect, each of them repeated, against a real worker. */
class ConnectCommandIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int REFUSED = 13;

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private EmbeddedPostgres postgres;
    private EmbeddedKafka kafka;
    private ConnectWorker worker;

    @BeforeEach
    void start() throws Exception {
        postgres = EmbeddedPostgres.temporary();
        postgres.createDatabase("ocs");
        try (Connection connection = postgres.connect("ocs")) {
            GoldenDatabase.load(connection);
        }
        kafka = EmbeddedKafka.start(Files.createDirectories(directory.resolve("kafka")));
        worker = ConnectWorker.start(kafka.bootstrapServers(), directory.resolve("connect"), ConnectWorker.freePort());
        Files.writeString(directory.resolve("secret"), "password=unseen\n");
    }

    @AfterEach
    void stop() {
        worker.close();
        kafka.close();
        postgres.close();
    }

    @Test
    void shouldGiveTheAnswersOfTheDatabaseAndTheStreamBackWhenAConnectorCaptures() throws Exception {
        worker.await();
        assertThat(pulse("status")).isEqualTo(REFUSED);
        assertThat(text(out)).contains("There is no such connector.");
        assertThat(pulse("pause")).isEqualTo(REFUSED);
        assertThat(text(err)).contains("pulse connector apply makes it");

        assertThat(pulse("apply", "--connect-password", "${nope:password}")).isEqualTo(REFUSED);
        assertThat(text(err)).contains("does not resolve ${nope:password}").doesNotContain("\n\tat ");
        assertThat(pulse("status")).isEqualTo(REFUSED);
        assertThat(text(out)).contains("task FAILED", "does not resolve ${nope:password}");

        for (String action : List.of("apply", "pause", "resume", "restart", "apply")) {
            assertThat(pulse(action)).as(action + text(err)).isZero();
            assertThat(pulse(action)).as(action + text(err)).isZero();
            String state = action.equals("pause") ? "PAUSED" : "RUNNING";
            assertThat(text(out)).contains("connector " + state, "task " + state);
        }
        assertThat(pulse("status", "--output", "json")).isZero();
        assertThat(new JsonMapper().readTree(text(out)).path("task").asText()).isEqualTo("RUNNING");
        assertThat(pulse("check")).as(text(out)).isLessThan(2);
        assertThat(text(out)).contains("connect-limits", "does a connector not take up pulse repair");
        assertThat(engine("check")).isEqualTo(2);
        assertThat(text(out)).contains("handed-over", "pulse connector delete gives it back");

        assertAnswersAreTheDatabases();

        assertThat(pulse("delete")).as(text(err)).isZero();
        assertThat(pulse("delete")).as(text(err)).isZero();
        assertThat(text(out)).contains("There is no such connector.");
        assertThat(engine("check")).as(text(out)).isLessThan(2);
        assertThat(text(out)).doesNotContain("slot-lost");
    }

    @Test
    void shouldSayWhyNotWhenNothingCanBeDone() throws Exception {
        worker.await();
        worker.kill();
        for (String action : List.of("apply", "status", "pause", "resume", "restart", "delete")) {
            assertThat(pulse(action)).as(action).isEqualTo(REFUSED);
            assertThat(text(err)).contains("No Kafka Connect worker answers at " + worker.url());
        }
        assertThat(pulse("check")).isEqualTo(2);
        assertThat(text(out)).contains("connect-unreachable");
        assertThat(pulse("config")).isZero();
        assertThat(text(out)).contains("\"database.password\" : \"${file:").doesNotContain("unseen");
        assertThat(engine("status")).isEqualTo(2);
        assertThat(text(err)).contains("Setting connect-url is missing");
        assertThat(pulse("config", "--connect-password", "plain")).isEqualTo(2);
    }

    /** By the program itself, over the topic that the connector fills while the database changes. */
    private void assertAnswersAreTheDatabases() throws Exception {
        int port = ConnectWorker.freePort();
        Ending ending = new Ending();
        AtomicInteger status = new AtomicInteger(-1);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Thread serve = new Thread(
                () -> status.set(new Commands(
                                new ByteArrayInputStream(new byte[0]),
                                stream(said),
                                stream(said),
                                serving(port),
                                ending)
                        .run("serve")),
                "serve");
        serve.start();
        try (Connection connection = postgres.connect("ocs");
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM trace_trace WHERE id % 7 = 0");
            statement.execute("UPDATE experiments_experimentsession SET status = 'complete' WHERE id % 5 = 0");
        }
        await().atMost(PATIENCE).until(() -> !serve.isAlive() || text(said).contains("is ready"));
        assertThat(serve.isAlive()).as(text(said)).isTrue();
        int verified = run(Map.of("PULSE_URL", "http://127.0.0.1:" + port, "PULSE_DATABASE_URL", url()), "verify");
        assertThat(verified).as(text(out) + text(err)).isZero();
        ending.ask();
        serve.join(PATIENCE.toMillis());
        assertThat(status).as(text(said)).hasValue(0);
    }

    private Map<String, String> serving(int port) {
        return Map.of(
                "PULSE_KAFKA", kafka.bootstrapServers(),
                "PULSE_DATA_DIR", directory.resolve("data").toString(),
                "PULSE_PORT", Integer.toString(port),
                "PULSE_AUTH", "none");
    }

    private String url() {
        return postgres.uri("ocs");
    }

    /** As of a connector. */
    private int pulse(String... arguments) {
        return run(
                Map.of(
                        "PULSE_DATABASE_URL", url(),
                        "PULSE_KAFKA", kafka.bootstrapServers(),
                        "PULSE_CONNECT_URL", worker.url().toString(),
                        "PULSE_CONNECT_PASSWORD", "${file:" + directory.resolve("secret") + ":password}"),
                connector(arguments));
    }

    /** As of the embedded engine. */
    private int engine(String... arguments) {
        return run(Map.of("PULSE_DATABASE_URL", url(), "PULSE_KAFKA", kafka.bootstrapServers()), connector(arguments));
    }

    private static String[] connector(String... arguments) {
        List<String> all = new ArrayList<>(List.of("connector"));
        all.addAll(List.of(arguments));
        return all.toArray(String[]::new);
    }

    private int run(Map<String, String> variables, String... arguments) {
        out.reset();
        err.reset();
        return new Commands(new ByteArrayInputStream(new byte[0]), stream(out), stream(err), variables, new Ending())
                .run(arguments);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
