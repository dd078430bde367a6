package ocs.pulse.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import ocs.pulse.PulseTopology;
import ocs.pulse.ledger.LedgerTopology;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** How far the parts are in the topic of changes, so that they can be hit where it hurts. */
final class Positions implements AutoCloseable {
    private static final TopicPartition CHANGES = new TopicPartition(LedgerTopology.CHANGES, 0);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(5);

    private final Admin admin;

    Positions(String kafka) {
        admin = Admin.create(Map.of("bootstrap.servers", kafka));
    }

    /** Behind the last record that capture has written, whether its transaction has ended or not. */
    long written() {
        return ask(() -> admin.listOffsets(Map.of(CHANGES, OffsetSpec.latest()))
                .partitionResult(CHANGES)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .offset());
    }

    /** Behind the last record that the ledger has applied for good. */
    long applied() {
        Map<TopicPartition, OffsetAndMetadata> committed =
                ask(() -> admin.listConsumerGroupOffsets(PulseTopology.APPLICATION_ID)
                        .partitionsToOffsetAndMetadata()
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        OffsetAndMetadata applied = committed.get(CHANGES);
        return applied == null ? 0 : applied.offset();
    }

    /** Has Kafka forget how far the stages are; nobody of them may run. */
    void forget() {
        Awaitility.await("the group to be empty")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> admin.deleteConsumerGroups(List.of(PulseTopology.APPLICATION_ID))
                        .all()
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    /** The number of the broker that leads the topic, from 0. */
    int leader() {
        Map<String, TopicDescription> topics = ask(() -> admin.describeTopics(List.of(LedgerTopology.CHANGES))
                .allTopicNames()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        return Objects.requireNonNull(topics.get(LedgerTopology.CHANGES))
                        .partitions()
                        .get(0)
                        .leader()
                        .id()
                - 1;
    }

    /** Waits, closely, until a position is at least this. */
    static void await(LongSupplier position, long atLeast) {
        Awaitility.await("position " + atLeast)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .until(() -> position.getAsLong() >= atLeast);
    }

    @FunctionalInterface
    private interface Asking<T> {
        T ask() throws ExecutionException, InterruptedException, TimeoutException;
    }

    private static <T> T ask(Asking<T> asking) {
        try {
            return asking.ask();
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("Kafka does not tell its positions", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
