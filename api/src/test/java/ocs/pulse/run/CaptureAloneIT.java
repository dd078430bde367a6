package ocs.pulse.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import ocs.pulse.cli.Commands;
import ocs.pulse.embedded.EmbeddedKafka;
import ocs.pulse.embedded.EmbeddedPostgres;
import ocs.pulse.testing.GoldenDatabase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaAlteration.Op;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Capture and answers in two processes, with a heartbeat that needs no table of ours. */
class CaptureAloneIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long MESSAGES = 40_000L;
    private static final String BEGINS = "Repair of chat_chatmessage begins";

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final AtomicInteger lives = new AtomicInteger();
    private EmbeddedPostgres postgres;
    private EmbeddedKafka kafka;

    @BeforeEach
    void start() throws SQLException, IOException {
        postgres = EmbeddedPostgres.temporary();
        kafka = EmbeddedKafka.start(Files.createDirectories(directory.resolve("kafka")));
        fill();
    }

    @AfterEach
    void stop() {
        kafka.close();
        postgres.close();
    }

    @Test
    void shouldTellHowItIsAndEndARepairThatItWasKilledIn() throws Exception {
        int statusPort = Probe.freePort();
        int port = Probe.freePort();
        try (ProgramChild serve = serve(port)) {
            awaitWaiting(Probe.of(port), "topic ocs.changes does not exist yet");
            bound(20_000.0);
            ProgramChild capture = capture(statusPort);
            try {
                assertShowsTheSnapshot(capture, Probe.of(statusPort));
                bound(null);
                awaitReady(Probe.of(statusPort));
                awaitReady(Probe.of(port));
                assertStatus(Probe.of(statusPort).base().toString());
                assertThat(number("SELECT count(*) FROM pg_class WHERE relname = 'pulse_heartbeat'"))
                        .isZero();

                AtomicInteger repaired = new AtomicInteger(-1);
                Thread repair = new Thread(() -> repaired.set(pulse("repair", "chat_chatmessage")), "repair");
                repair.start();
                ProgramChild first = capture;
                await().atMost(PATIENCE).until(() -> first.said().contains(BEGINS));
                first.kill();
                capture = capture(statusPort);
                repair.join(PATIENCE.toMillis());
                assertThat(repaired).as(text()).hasValue(0);
                assertThat(capture.said()).as("taken up again").contains(BEGINS);
                assertThat(serve.isAlive()).isTrue();

                int verified = pulse("verify", "--url", "http://127.0.0.1:" + port, "--database-url", url());
                assertThat(verified).as(text()).isZero();
            } finally {
                capture.kill();
            }
        }
    }

    private void fill() throws SQLException, IOException {
        postgres.createDatabase("ocs");
        try (Connection connection = postgres.connect("ocs");
                Statement statement = connection.createStatement()) {
            GoldenDatabase.load(connection);
            // Enough for a repair to be killed in.
            statement.execute(
                    "INSERT INTO chat_chatmessage (created_at, updated_at, chat_id, message_type, content, translations,"
                            + " metadata) SELECT now() - n * interval '1 minute', now(), (SELECT min(id) FROM chat_chat),"
                            + " 'human', '', '{}', '{}' FROM generate_series(1, " + MESSAGES + ") n");
        }
    }

    private ProgramChild capture(int statusPort) throws IOException {
        return ProgramChild.start(
                directory.resolve("capture" + lives.incrementAndGet() + ".log"),
                "capture",
                "--database-url",
                url(),
                "--kafka",
                kafka.bootstrapServers(),
                "--data-dir",
                directory.resolve("capturing").toString(),
                "--heartbeat",
                "message",
                "--status-port",
                Integer.toString(statusPort));
    }

    private ProgramChild serve(int port) throws IOException {
        return ProgramChild.start(
                directory.resolve("serve.log"),
                "serve",
                "--kafka",
                kafka.bootstrapServers(),
                "--data-dir",
                directory.resolve("serving").toString(),
                "--port",
                Integer.toString(port),
                "--auth",
                "none");
    }

    private static void awaitReady(Probe program) {
        await("ready: " + program.base())
                .atMost(PATIENCE)
                .until(() ->
                        program.isListening() && program.get("/health/ready").statusCode() == 200);
    }

    private static void awaitWaiting(Probe program, String what) {
        await("waiting: " + what)
                .atMost(PATIENCE)
                .until(() -> program.isListening()
                        && program.get("/health/ready").body().contains(what));
    }

    /** How many bytes a second the broker takes of capture; null: all. */
    private void bound(@Nullable Double bytes) throws Exception {
        ClientQuotaEntity client = new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, "pulse-capture"));
        var quota = new ClientQuotaAlteration(client, List.of(new Op("producer_byte_rate", bytes)));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrapServers()))) {
            admin.alterClientQuotas(List.of(quota)).all().get();
        }
    }

    /** While it is under way, of a table that was never analysed. */
    private void assertShowsTheSnapshot(ProgramChild capture, Probe status) throws Exception {
        String url = status.base().toString();
        await("rows of the snapshot").atMost(PATIENCE).until(() -> {
            assertThat(capture.isAlive()).as(capture.said()).isTrue();
            return status.isListening() && messages(status).path("rows").asLong() > 0;
        });
        JsonNode messages = messages(status);
        assertThat(messages.path("rows").asLong()).isLessThan(MESSAGES);
        assertThat(messages.path("expected").asLong()).isBetween(MESSAGES * 8 / 10, MESSAGES * 12 / 10);
        assertThat(messages.path("left_seconds").isNumber()).isTrue();
        assertThat(status.waitingFor().toString())
                .containsPattern("snapshot \\[#*\\.+\\] [\\d,]+ of about [\\d,]+ rows, \\d+ s left");
        assertThat(pulse("status", "--url", url)).isZero();
        assertThat(text())
                .containsPattern("capture +snapshot, restarted 0 times")
                .containsPattern("snapshot, time left +\\d+\\.\\d+ s")
                .containsPattern("  chat_chat +(\\d+) of about \\1 rows, 0 s left")
                .containsPattern("  chat_chatmessage +[\\d,]+ of about [345]\\d,\\d+ rows, \\d+ s left");
        assertThat(pulse("status", "--url", url, "--output", "json")).isZero();
        assertThat(text())
                .contains("\"capture_state\" : \"snapshot\"", "pulse_snapshot_rows{table=\\\"chat_chatmessage\\\"}");
        assertThat(capture.said()).containsPattern("snapshot \\[.*\\] [\\d,]+ of (about|more than) [\\d,]+ rows");
    }

    private static JsonNode messages(Probe status) throws Exception {
        for (JsonNode table : new JsonMapper()
                .readTree(status.get("/health/ready").body())
                .path("capture")
                .path("snapshot")) {
            if (table.path("table").asText().equals("chat_chatmessage")) {
                return table;
            }
        }
        return MissingNode.getInstance();
    }

    private void assertStatus(String url) {
        assertThat(pulse("status", "--url", url)).isZero();
        assertThat(text())
                .containsPattern("ready +yes")
                .containsPattern("capture +streaming, restarted 0 times")
                .containsPattern("last heartbeat +\\d+\\.\\d+ s ago")
                .containsPattern("log retained +\\d+\\.\\d MB");
        assertThat(pulse("status", "--url", url, "--output", "json")).isZero();
        assertThat(text()).contains("\"capture_state\" : \"streaming\"", "\"pulse_slot_retained_bytes\"");
    }

    private String url() {
        return postgres.uri("ocs");
    }

    private long number(String question) throws SQLException {
        try (Connection connection = postgres.connect("ocs");
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getLong(1);
        }
    }

    private int pulse(String... arguments) {
        said.reset();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        Map<String, String> variables = Map.of("PULSE_KAFKA", kafka.bootstrapServers());
        return new Commands(new ByteArrayInputStream(new byte[0]), out, out, variables, new Ending()).run(arguments);
    }

    private String text() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
