package ocs.pulse;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import ocs.pulse.ledger.LedgerTopology;
import ocs.pulse.team.TeamsTopology;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the stages go on where they ended. Kafka begins with what there is where a position is gone: behind a gap, or from the
 * start over stores that hold all of it already. Either makes wrong numbers.
 */
final class StreamsPositions {
    private static final Duration LOOK = Duration.ofMillis(200);

    private final StreamsTopics topics;
    private final StreamsSettings settings;
    private final Admin admin;

    StreamsPositions(StreamsTopics topics, StreamsSettings settings, Admin admin) {
        this.topics = topics;
        this.settings = settings;
        this.admin = admin;
    }

    /** Throws a {@link StreamsProblem} where a position is lost. */
    void require() {
        try {
            Map<TopicPartition, TopicPartition> stores = stores();
            requireNoGap(stores);
            requireNoneForgotten(stores);
        } catch (ExecutionException e) {
            throw new StreamsProblem(
                    StreamsProblem.Reason.TOPIC, "The positions of the stages cannot be read: " + e.getCause(), e);
        }
    }

    /** What each stage reads, and the changelog of what it fills. */
    private Map<TopicPartition, TopicPartition> stores() {
        Map<TopicPartition, TopicPartition> stores = new LinkedHashMap<>();
        stores.put(
                new TopicPartition(LedgerTopology.CHANGES, 0),
                new TopicPartition(PulseTopology.changelog(LedgerTopology.STORE), 0));
        for (int partition = 0; partition < settings.partitions(); partition++) {
            stores.put(
                    new TopicPartition(LedgerTopology.TEAMS, partition),
                    new TopicPartition(PulseTopology.changelog(TeamsTopology.STORE), partition));
        }
        return stores;
    }

    private void requireNoGap(Map<TopicPartition, TopicPartition> stores) throws ExecutionException {
        Map<TopicPartition, ListOffsetsResultInfo> starts = topics.await(admin.listOffsets(
                        stores.keySet().stream().collect(Collectors.toMap(it -> it, it -> OffsetSpec.earliest())))
                .all());
        Map<TopicPartition, OffsetAndMetadata> positions = positions(false);
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> start : starts.entrySet()) {
            OffsetAndMetadata known = positions.get(start.getKey());
            long position = known == null ? 0 : known.offset();
            if (position < start.getValue().offset()) {
                throw lost("Topic " + start.getKey().topic() + " begins at "
                        + start.getValue().offset() + " and the stages' position is " + position
                        + ": what lies between is gone");
            }
        }
    }

    /** A store and the position that it is of are committed together: who sees the one and not then the other has lost it. */
    private void requireNoneForgotten(Map<TopicPartition, TopicPartition> stores) throws ExecutionException {
        Map<TopicPartition, TopicPartition> doubtful = new HashMap<>(stores);
        doubtful.keySet().removeAll(positions(false).keySet());
        doubtful.values().removeIf(changelog -> !isFilled(changelog));
        if (!doubtful.isEmpty()) {
            doubtful.keySet().removeAll(positions(true).keySet());
        }
        if (!doubtful.isEmpty()) {
            throw lost("Kafka has forgotten how far the stages are in "
                    + doubtful.keySet().iterator().next().topic()
                    + " (it does so offsets.retention.minutes after the last of them has ended)");
        }
    }

    private boolean isFilled(TopicPartition changelog) {
        if (topics.describe(admin, changelog.topic()).isEmpty()) {
            return false;
        }
        Map<String, Object> client = new HashMap<>(settings.kafka());
        client.put("isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(changelog));
            consumer.seekToBeginning(List.of(changelog));
            long end = consumer.endOffsets(List.of(changelog)).getOrDefault(changelog, 0L);
            while (consumer.position(changelog) < end) {
                if (!consumer.poll(LOOK).isEmpty()) {
                    return true;
                }
            }
            return false;
        }
    }

    /** @param stable waits for transactions that are open, of one that was killed too */
    private Map<TopicPartition, OffsetAndMetadata> positions(boolean stable) throws ExecutionException {
        Map<TopicPartition, @Nullable OffsetAndMetadata> all = topics.await(admin.listConsumerGroupOffsets(
                        PulseTopology.APPLICATION_ID, new ListConsumerGroupOffsetsOptions().requireStable(stable))
                .partitionsToOffsetAndMetadata());
        Map<TopicPartition, OffsetAndMetadata> known = new HashMap<>();
        all.forEach((partition, position) -> {
            if (position != null) {
                known.put(partition, position);
            }
        });
        return known;
    }

    private static StreamsProblem lost(String what) {
        return new StreamsProblem(
                StreamsProblem.Reason.POSITION_LOST,
                what + "; stop every instance, run pulse reset, and start with --resnapshot",
                null);
    }
}
