package ocs.pulse.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ocs.pulse.ledger.LedgerTopology;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topic of what could not be read. */
public final class DeadLetters {
    private DeadLetters() {}

    /** The values of all letters that are committed now. */
    public static List<byte[]> in(String bootstrap) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition only = new TopicPartition(LedgerTopology.DEAD_LETTERS, 0);
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            long end = consumer.endOffsets(List.of(only)).get(only);
            List<byte[]> letters = new ArrayList<>();
            while (consumer.position(only) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(letter -> letters.add(letter.value()));
            }
            return letters;
        }
    }
}
