package ocs.pulse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaAlteration.Op;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The commands of capture in Kafka Connect, each of them repeated, against a real worker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectCommandIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int REFUSED = 13;

    private Path directory = Path.of("");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private EmbeddedPostgres postgres;
    private EmbeddedKafka kafka;
    private ConnectWorker worker;

    @BeforeAll
    void start(@TempDir Path shared) throws Exception {
        directory = shared;
        postgres = EmbeddedPostgres.temporary();
        postgres.createDatabase("ocs");
        try (Connection connection = postgres.connect("ocs")) {
            GoldenDatabase.load(connection);
        }
        kafka = EmbeddedKafka.start(Files.createDirectories(directory.resolve("kafka")));
        worker = ConnectWorker.start(kafka.bootstrapServers(), directory.resolve("connect"), ConnectWorker.freePort());
        Files.writeString(directory.resolve("secret"), "password=unseen\n");
    }

    @AfterAll
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
        await().atMost(PATIENCE)
                .until(() -> status().path("newest_change_age_ms").isNumber());
        await().atMost(PATIENCE).until(() -> status().path("restarts").asInt() > 0);
        assertThat(status().path("task").asText()).isEqualTo("RUNNING");
        assertThat(status().path("retained_bytes").isNumber()).isTrue();
        assertThat(pulse("status")).isZero();
        assertThat(text(out))
                .containsPattern("newest change +\\d+\\.\\d+ s ago")
                .contains("MB, no limit");
        assertThat(pulse("check")).as(text(out)).isLessThan(2);
        assertThat(text(out)).contains("connect-limits", "run pulse verify after each");
        assertThat(engine("check")).isEqualTo(2);
        assertThat(text(out)).contains("handed-over", "pulse connector delete gives it back");

        assertTakesANewSnapshotWhenTheTopicWasMadeAnew();
        assertAnswersAreTheDatabases();
        assertThat(pulse("delete")).as(text(err)).isZero();
        assertThat(pulse("delete")).as(text(err)).isZero();
        assertThat(text(out)).contains("There is no such connector.");
        assertThat(engine("check")).as(text(out)).isLessThan(2);
        assertThat(text(out)).doesNotContain("slot-lost");
    }

    @Test
    void shouldSayWhyNotWhenNothingCanBeDone() throws Exception {
        String nobody = "http://127.0.0.1:" + ConnectWorker.freePort();
        for (String action : List.of("apply", "status", "pause", "resume", "restart", "delete")) {
            assertThat(pulse(action, "--connect-url", nobody)).as(action).isEqualTo(REFUSED);
            assertThat(text(err)).contains("No Kafka Connect worker answers at " + nobody);
        }
        assertThat(pulse("check", "--connect-url", nobody)).isEqualTo(2);
        assertThat(text(out)).contains("connect-unreachable");
        assertThat(pulse("config")).isZero();
        assertThat(text(out)).contains("\"database.password\" : \"${file:").doesNotContain("unseen");
        assertThat(engine("status")).isEqualTo(2);
        assertThat(text(err)).contains("Setting connect-url is missing");
        assertThat(pulse("config", "--connect-password", "plain")).isEqualTo(2);
    }

    /** And tells how far that is, in a cluster that takes it slowly. */
    private void assertTakesANewSnapshotWhenTheTopicWasMadeAnew() throws Exception {
        try (Connection connection = postgres.connect("ocs");
                Statement statement = connection.createStatement();
                Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrapServers()))) {
            statement.execute(
                    "INSERT INTO chat_chatmessage (created_at, updated_at, chat_id, message_type, content, translations,"
                            + " metadata) SELECT now() - n * interval '1 minute', now(), (SELECT min(id) FROM chat_chat),"
                            + " 'human', '', '{}', '{}' FROM generate_series(1, 10000) n");
            assertThat(pulse("pause")).as(text(err)).isZero();
            admin.deleteTopics(List.of("ocs.changes")).all().get();
            await().atMost(PATIENCE)
                    .until(() -> !admin.listTopics().names().get().contains("ocs.changes"));
            for (String action : List.of("apply", "resume", "restart")) {
                assertThat(pulse(action)).as(action).isNotZero();
                assertThat(text(err)).as(action).contains("was deleted and made anew", "--resnapshot");
            }

            bound(admin, 10_000.0);
            assertThat(pulse("apply", "--resnapshot")).as(text(err)).isZero();
            await("rows of the snapshot").atMost(PATIENCE).until(() -> rowsOfMessages() > 0);
            assertThat(pulse("status")).isZero();
            assertThat(text(out))
                    .containsPattern("snapshot, time left +(\\d+ s|unknown)")
                    .containsPattern("  chat_chat +(\\d+) of about \\1 rows, 0 s left")
                    .containsPattern("  chat_chatmessage +[\\d,]+ of about 1\\d,\\d+ rows, \\d+ s left");
            bound(admin, null);
            await().atMost(PATIENCE).until(() -> status().path("snapshot").isEmpty());
        }
    }

    private long rowsOfMessages() throws Exception {
        for (JsonNode table : status().path("snapshot")) {
            if (table.path("table").asText().equals("chat_chatmessage")) {
                return table.path("rows").asLong();
            }
        }
        return 0;
    }

    /** How many bytes a second the broker takes of the connector; null: all. */
    private static void bound(Admin admin, @Nullable Double bytes) throws Exception {
        ClientQuotaEntity client =
                new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, "connector-producer-pulse-0"));
        admin.alterClientQuotas(
                        List.of(new ClientQuotaAlteration(client, List.of(new Op("producer_byte_rate", bytes)))))
                .all()
                .get();
    }

    private JsonNode status() throws Exception {
        assertThat(pulse("status", "--output", "json"))
                .as(text(out) + text(err))
                .isZero();
        return new JsonMapper().readTree(text(out));
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
        assertThat(run(Map.of("PULSE_KAFKA", kafka.bootstrapServers()), "repair", "chat_chat"))
                .as(text(out) + text(err))
                .isZero();
        assertThat(text(out)).containsPattern("chat_chat: [1-9]\\d* rows read, 0 mended, 0 removed");
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
