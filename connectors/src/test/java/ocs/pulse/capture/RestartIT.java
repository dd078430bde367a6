package ocs.pulse.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever ends capture and whenever: nothing is lost, nothing is there twice. {@code -Dpulse.restarts=} makes it long,
 * {@code -Dpulse.seed=} makes it another run.
 */
class RestartIT {
    private static final long SEED = Long.getLong("pulse.seed", 20_261_124L);
    private static final int RESTARTS = Integer.getInteger("pulse.restarts", 3);

    @TempDir
    Path directory;

    private Bench bench;
    private Witness witness;
    private Path output;

    @BeforeEach
    void start() throws Exception {
        bench = Bench.start(directory);
        witness = Witness.of(bench);
        output = directory.resolve("capture.log");
    }

    @AfterEach
    void stop() {
        witness.close();
        bench.close();
    }

    private static BooleanSupplier running(CaptureEngine engine) {
        return () -> !engine.failure().isDone();
    }

    @Test
    void shouldLoseAndRepeatNothingWhenKilledAndClosedUnderLoad() throws Exception {
        Random random = new Random(SEED);
        CaptureChild first = CaptureChild.start(bench, output);
        witness.awaitSnapshot(first::isAlive);
        first.kill();
        try (Load load = Load.start(bench, SEED, 1_000)) {
            for (int restart = 0; restart < RESTARTS; restart++) {
                CaptureChild capture = CaptureChild.start(bench, output);
                witness.awaitMore(200 + random.nextInt(1_500), capture::isAlive);
                if (random.nextInt(3) == 0) {
                    capture.closeCleanly();
                } else {
                    capture.kill();
                }
            }
            assertThat(load).isNotNull();
        }
        CaptureChild last = CaptureChild.start(bench, output);
        witness.awaitAll(last::isAlive);
        last.closeCleanly();
        witness.assertTopicIsTheDatabase();
    }

    @Test
    void shouldTakeANewSnapshotWhenKilledInsideTheFirst() throws Exception {
        bench.sql("INSERT INTO chat_chatmessage (id, chat_id) SELECT id, 1 FROM generate_series(1, 30000) id");
        CaptureChild capture = CaptureChild.start(bench, output);
        witness.awaitMore(5_000, capture::isAlive);
        capture.kill();
        bench.sql("DELETE FROM chat_chatmessage WHERE id <= 10");

        try (CaptureEngine next = CaptureEngine.start(bench.settings())) {
            witness.awaitMore(1, running(next));
            witness.awaitAll(running(next));
        }
        assertThat(witness.count("STARTED")).isEqualTo(2);
        assertThat(witness.count("COMPLETED")).isEqualTo(1);
        witness.assertTopicIsTheDatabase();
    }

    @Test
    void shouldKeepAPredecessorFromWritingWhenItThawsBehindItsSuccessor() throws Exception {
        // The server lets go of a reader that is silent for so long.
        bench.sql("ALTER SYSTEM SET wal_sender_timeout = '5s'", "SELECT pg_reload_conf()");
        CaptureChild frozen = CaptureChild.start(bench, output);
        witness.awaitSnapshot(frozen::isAlive);
        try (Load load = Load.start(bench, SEED, 1_000)) {
            witness.awaitMore(500, frozen::isAlive);
            frozen.signal("STOP");
            assertThat(load).isNotNull();
        }
        try (CaptureEngine successor = CaptureEngine.start(bench.settings())) {
            witness.awaitAll(running(successor));
            frozen.signal("CONT");
            try (Load more = Load.start(bench, SEED + 1, 100_000_000)) {
                witness.awaitMore(500, running(successor));
                assertThat(more).isNotNull();
            }
            witness.awaitAll(running(successor));
            frozen.awaitFailure("has taken over");
        }
        witness.assertTopicIsTheDatabase();
    }

    @Test
    void shouldGoOnWhenItWasFencedAndNobodyTookOver() throws Exception {
        try (CaptureEngine capture = CaptureEngine.start(bench.settings())) {
            witness.awaitAll(running(capture));
            fence(bench.settings());
            bench.sql("INSERT INTO chat_chatmessage (id, chat_id) VALUES (1, 1)");
            witness.awaitAll(running(capture));
            assertThat(capture.progress().restarts()).isPositive();
        }
        witness.assertTopicIsTheDatabase();
    }

    /** As Kafka itself does to a producer whose transaction took too long. */
    private static void fence(CaptureSettings settings) {
        Map<String, Object> client = Map.of(
                "bootstrap.servers", settings.bootstrapServers(), "transactional.id", settings.transactionalId());
        try (KafkaProducer<byte[], byte[]> other =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            other.initTransactions();
        }
    }

    @Test
    void shouldContinueBehindTheSnapshotWhenNothingWasStreamedYet() throws Exception {
        bench.sql("INSERT INTO chat_chatmessage (id, chat_id) VALUES (1, 1)");
        CaptureSettings quiet = bench.settings().withHeartbeat(Duration.ZERO);
        try (CaptureEngine first = CaptureEngine.start(quiet)) {
            witness.awaitSnapshot(running(first));
        }
        bench.sql("INSERT INTO chat_chatmessage (id, chat_id) VALUES (2, 1)");
        try (CaptureEngine second = CaptureEngine.start(quiet)) {
            witness.awaitAll(running(second));
        }
        assertThat(witness.count("COMPLETED")).isEqualTo(1);
        witness.assertTopicIsTheDatabase();
    }

    @Test
    void shouldContinueInsideATransactionThatOthersOverlapped() throws Exception {
        bench.sql("INSERT INTO chat_chatmessage (id, chat_id) VALUES (0, 1)");
        CaptureSettings quiet = bench.settings().withHeartbeat(Duration.ZERO);
        try (CaptureEngine first = CaptureEngine.start(quiet)) {
            witness.awaitSnapshot(running(first));
            // The newest row that is acknowledged was written before the newest commit.
            try (Connection connection = bench.connect();
                    Statement open = connection.createStatement()) {
                connection.setAutoCommit(false);
                open.execute("INSERT INTO chat_chatmessage (id, chat_id) VALUES (1, 1)");
                bench.sql("INSERT INTO chat_chatmessage (id, chat_id) VALUES (2, 1)");
                open.execute("INSERT INTO chat_chatmessage (id, chat_id) VALUES (3, 1)");
                connection.commit();
            }
            // Three rows, and the begin and end of two transactions.
            witness.awaitMore(7, running(first));
        }
        bench.sql("INSERT INTO chat_chatmessage (id, chat_id) VALUES (4, 1)");
        try (CaptureEngine second = CaptureEngine.start(quiet)) {
            witness.awaitAll(running(second));
        }
        witness.assertTopicIsTheDatabase();
    }

    @Test
    void shouldContinueWhenTheServerEndsItsConnections() throws Exception {
        try (CaptureEngine capture = CaptureEngine.start(bench.settings())) {
            witness.awaitAll(running(capture));
            bench.sql("SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = 'pulse'");
            witness.awaitAll(running(capture));
            assertThat(capture.progress().restarts()).isPositive();
        }
        witness.assertTopicIsTheDatabase();
    }

    @Test
    void shouldGoOnWhenKafkaWasAwayForLongerThanAProducerWaits() throws Exception {
        CaptureSettings impatient = bench.settings()
                .withKafka("delivery.timeout.ms", "3000")
                .withKafka("request.timeout.ms", "2000")
                .withPatience(Duration.ofSeconds(3), Duration.ofSeconds(15));
        try (CaptureEngine capture = CaptureEngine.start(impatient);
                Load load = Load.start(bench, SEED, 1_000)) {
            witness.awaitMore(500, running(capture));
            bench.kafka.close();
            await("a life that Kafka's absence ended")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> capture.progress().restarts() > 0);
            assertThat(capture.progress().trouble()).isPresent();
            bench.startKafkaAgain();
            witness.awaitMore(500, running(capture));
            load.close();
            witness.awaitAll(running(capture));
            assertThat(capture.progress().trouble()).isEmpty();
        }
        witness.assertTopicIsTheDatabase();
    }
}
