package ocs.pulse.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever ends capture and whenever: nothing is lost, nothing is there twice. */
@Tag("soak")
class RestartIT {
    private static final long SEED = Long.getLong("pulse.seed", 20_261_124L);
    private static final int RESTARTS = Integer.getInteger("pulse.restarts", 5);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    private Bench bench;
    private Path output;

    @BeforeEach
    void start() throws Exception {
        bench = Bench.start(directory);
        output = directory.resolve("capture.log");
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private long end() {
        return bench.endOffset();
    }

    private void awaitMore(CaptureChild capture, long than, int more) throws Exception {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .failFast("capture ended by itself: see " + output, () -> !capture.isAlive())
                .until(() -> end() > than + more);
    }

    /** A row committed behind everything else has come, and no snapshot is open. */
    private void awaitAll() throws Exception {
        bench.sql("INSERT INTO teams_team (id) SELECT coalesce(max(id), 0) + 1 FROM teams_team");
        long last = bench.number("SELECT max(id) FROM teams_team");
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> isSettled(record -> record.isRowOf("teams_team")
                        && record.value().path("after").path("id").asLong() == last));
    }

    private void awaitSnapshot() {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> isSettled(record -> true));
    }

    private boolean isSettled(Predicate<TopicRecord> wanted) {
        AtomicBoolean seen = new AtomicBoolean();
        AtomicReference<String> snapshot = new AtomicReference<>("");
        bench.forEach(record -> {
            if (wanted.test(record)) {
                seen.set(true);
            }
            String type = record.value().path("type").asText();
            if (type.equals("STARTED") || type.equals("COMPLETED")) {
                snapshot.set(type);
            }
        });
        return seen.get() && "COMPLETED".equals(snapshot.get());
    }

    private void assertTopicIsTheDatabase() throws Exception {
        TopicImage image = TopicImage.empty();
        Set<String> seen = new HashSet<>();
        bench.forEach(record -> {
            image.take(record);
            if (record.position() != null) {
                assertThat(seen.add(record.position()))
                        .as("first time of %s", record)
                        .isTrue();
            }
            if (record.value().has("event_count")) {
                String marker = record.value().path("status").asText() + " "
                        + record.value().path("id").asText().split(":", 2)[0];
                assertThat(seen.add(marker)).as("first time of %s", record).isTrue();
            }
        });
        try (Connection connection = bench.connect()) {
            image.assertEquals(TopicImage.of(connection));
        }
    }

    @Test
    void shouldLoseAndRepeatNothingWhenKilledAndClosedUnderLoad() throws Exception {
        Random random = new Random(SEED);
        CaptureChild first = CaptureChild.start(bench, output);
        awaitSnapshot();
        first.kill();
        try (Load load = Load.start(bench, SEED, 1_000)) {
            for (int restart = 0; restart < RESTARTS; restart++) {
                CaptureChild capture = CaptureChild.start(bench, output);
                awaitMore(capture, end(), 200 + random.nextInt(1_500));
                if (random.nextInt(3) == 0) {
                    capture.closeCleanly();
                } else {
                    capture.kill();
                }
            }
            assertThat(load).isNotNull();
        }
        CaptureChild last = CaptureChild.start(bench, output);
        awaitAll();
        last.closeCleanly();
        assertTopicIsTheDatabase();
    }

    @Test
    void shouldTakeANewSnapshotWhenKilledInsideTheFirst() throws Exception {
        bench.sql("INSERT INTO chat_chatmessage (id, chat_id) SELECT id, 1 FROM generate_series(1, 30000) id");
        CaptureChild capture = CaptureChild.start(bench, output);
        awaitMore(capture, 0, 5_000);
        capture.kill();
        assertThat(count("COMPLETED")).isZero();
        bench.sql("DELETE FROM chat_chatmessage WHERE id <= 10");

        try (CaptureEngine next = CaptureEngine.start(bench.settings())) {
            awaitAll();
            assertThat(next.failure()).isNotDone();
        }
        assertThat(count("STARTED")).isEqualTo(2);
        assertThat(count("COMPLETED")).isEqualTo(1);
        assertTopicIsTheDatabase();
    }

    private int count(String notification) {
        AtomicInteger count = new AtomicInteger();
        bench.forEach(record -> {
            if (record.value().path("type").asText().equals(notification)) {
                count.incrementAndGet();
            }
        });
        return count.get();
    }

    @Test
    void shouldKeepAPredecessorFromWritingWhenItThawsBehindItsSuccessor() throws Exception {
        // The server lets go of a reader that is silent for so long.
        bench.sql("ALTER SYSTEM SET wal_sender_timeout = '5s'", "SELECT pg_reload_conf()");
        CaptureChild frozen = CaptureChild.start(bench, output);
        awaitSnapshot();
        try (Load load = Load.start(bench, SEED, 1_000)) {
            awaitMore(frozen, end(), 500);
            frozen.signal("STOP");
            assertThat(load).isNotNull();
        }
        try (CaptureEngine successor = CaptureEngine.start(bench.settings())) {
            awaitAll();
            frozen.signal("CONT");
            try (Load more = Load.start(bench, SEED + 1, 100_000_000)) {
                long before = end();
                await().atMost(PATIENCE).until(() -> end() > before + 500);
                assertThat(more).isNotNull();
            }
            awaitAll();
            assertThat(successor.failure()).isNotDone();
        }
        frozen.kill();
        assertTopicIsTheDatabase();
    }

    @Test
    void shouldContinueBehindTheSnapshotWhenNothingWasStreamedYet() throws Exception {
        bench.sql("INSERT INTO chat_chatmessage (id, chat_id) VALUES (1, 1)");
        CaptureSettings quiet = bench.settings().withHeartbeat(Duration.ZERO);
        try (CaptureEngine first = CaptureEngine.start(quiet)) {
            awaitSnapshot();
            assertThat(first.failure()).isNotDone();
        }
        bench.sql("INSERT INTO chat_chatmessage (id, chat_id) VALUES (2, 1)");
        try (CaptureEngine second = CaptureEngine.start(quiet)) {
            awaitAll();
            assertThat(second.failure()).isNotDone();
        }
        assertThat(count("COMPLETED")).isEqualTo(1);
        assertTopicIsTheDatabase();
    }

    @Test
    void shouldContinueWhenTheServerEndsItsConnections() throws Exception {
        try (CaptureEngine capture = CaptureEngine.start(bench.settings())) {
            awaitAll();
            bench.sql("SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = 'pulse'");
            await().atMost(PATIENCE).until(() -> capture.progress().restarts() > 0);
            awaitAll();
            assertThat(capture.failure()).isNotDone();
        }
        assertTopicIsTheDatabase();
    }
}
