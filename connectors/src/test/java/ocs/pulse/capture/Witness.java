package ocs.pulse.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the topic from its beginning, each record once, and keeps what it says. It waits for as long as something comes:
 * a slow machine is no loss, and a loss shows as soon as what was committed later has come.
 */
final class Witness implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofMinutes(5);

    private final Bench bench;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicImage image = TopicImage.empty();
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Integer> notifications = new HashMap<>();
    private String snapshot = "";
    private long records;
    private long newestLsn;

    private Witness(Bench bench, KafkaConsumer<byte[], byte[]> consumer) {
        this.bench = bench;
        this.consumer = consumer;
    }

    static Witness of(Bench bench) {
        Map<String, Object> client = Map.of(
                "bootstrap.servers", bench.kafka.bootstrapServers(),
                "isolation.level", "read_committed",
                "allow.auto.create.topics", "false",
                "metadata.max.age.ms", "500");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> topic = List.of(new TopicPartition(bench.changesTopic(), 0));
        consumer.assign(topic);
        consumer.seekToBeginning(topic);
        return new Witness(bench, consumer);
    }

    /** Waits for so many more records. */
    void awaitMore(int more, BooleanSupplier capturing) {
        long wanted = records + more;
        await(more + " more records", () -> records >= wanted, capturing);
    }

    /** Waits until no snapshot is open. */
    void awaitSnapshot(BooleanSupplier capturing) {
        await("the end of the snapshot", this::isSnapshotWhole, capturing);
    }

    /** Waits for something that was committed behind all there is now. */
    void awaitAll(BooleanSupplier capturing) throws SQLException {
        long now = bench.number("SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint");
        bench.sql("INSERT INTO teams_team (id) SELECT coalesce(max(id), 0) + 1 FROM teams_team");
        await("what was committed behind " + now, () -> isSnapshotWhole() && newestLsn >= now, capturing);
    }

    private boolean isSnapshotWhole() {
        return snapshot.equals("COMPLETED");
    }

    private void await(String what, BooleanSupplier enough, BooleanSupplier capturing) {
        long heard = System.nanoTime();
        while (!enough.getAsBoolean()) {
            var batch = consumer.poll(Duration.ofMillis(100));
            batch.forEach(record -> take(TopicRecord.of(record)));
            if (!batch.isEmpty()) {
                heard = System.nanoTime();
                continue;
            }
            assertThat(capturing.getAsBoolean())
                    .as("capture goes on, waiting for " + what)
                    .isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - heard))
                    .as("silence while waiting for " + what)
                    .isLessThan(SILENCE);
        }
    }

    private void take(TopicRecord record) {
        records++;
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
        if (record.isStreamedRow()) {
            newestLsn = Math.max(
                    newestLsn, record.value().path("source").path("lsn").asLong());
        }
        if (record.value().has("pulse_repair")) {
            notifications.merge("repair " + record.value().path("pulse_repair").asText(), 1, Integer::sum);
        }
        String type = record.value().path("type").asText();
        if (type.equals("STARTED") || type.equals("COMPLETED")) {
            snapshot = type;
            notifications.merge(type, 1, Integer::sum);
        }
    }

    /** How many notifications of this type have come. */
    int count(String notification) {
        return notifications.getOrDefault(notification, 0);
    }

    /** Every row of the database is in the topic, none is old, and nothing came twice. */
    void assertTopicIsTheDatabase() throws SQLException {
        try (Connection connection = bench.connect()) {
            image.assertEquals(TopicImage.of(connection));
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
