package ocs.pulse.capture;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Finds the newest committed checkpoint. To be asked behind the fence: nobody else writes any more. */
final class CheckpointReader {
    /** First look at the end of the topic, then at all of it. */
    private static final long TAIL = 50;

    private final CaptureSettings settings;
    private final TopicPartition partition;
    private final byte[] key;

    CheckpointReader(CaptureSettings settings) {
        this.settings = settings;
        this.partition = new TopicPartition(settings.offsetsTopic(), 0);
        this.key = settings.transactionalId().getBytes(StandardCharsets.UTF_8);
    }

    Optional<Checkpoint> read() {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(clientSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            byte[] newest = newestFrom(consumer, Math.max(begin, end - TAIL), end);
            if (newest == null && end - TAIL > begin) {
                newest = newestFrom(consumer, begin, end);
            }
            return Optional.ofNullable(newest).map(Checkpoint::ofJson);
        } catch (KafkaException failure) {
            throw KafkaFailures.unreachable(settings, failure);
        }
    }

    private byte @Nullable [] newestFrom(KafkaConsumer<byte[], byte[]> consumer, long from, long end) {
        byte[] newest = null;
        long deadline = System.nanoTime() + settings.kafkaPatience().toNanos();
        consumer.seek(partition, from);
        while (consumer.position(partition) < end) {
            if (System.nanoTime() > deadline) {
                throw KafkaFailures.unreachable(
                        settings, new org.apache.kafka.common.errors.TimeoutException(partition + " cannot be read"));
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                if (Arrays.equals(record.key(), key)) {
                    newest = record.value();
                }
            }
        }
        return newest;
    }

    private Map<String, Object> clientSettings() {
        Map<String, Object> client = new HashMap<>(settings.kafka());
        client.keySet().removeIf(name -> name.startsWith("compression.") || name.equals("linger.ms"));
        client.put("isolation.level", "read_committed");
        client.put("enable.auto.commit", "false");
        client.put(
                "default.api.timeout.ms", Long.toString(settings.kafkaPatience().toMillis()));
        return client;
    }
}
