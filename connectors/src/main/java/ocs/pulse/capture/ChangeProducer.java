package ocs.pulse.capture;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of the topic: a batch of records and the checkpoint that speaks of them go in together or not at all.
 * Opening it fences whoever wrote before, finishing or undoing what that one had begun.
 */
final class ChangeProducer implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final CaptureSettings settings;
    private final KafkaProducer<byte[], byte[]> producer;
    private boolean open;

    private ChangeProducer(CaptureSettings settings, KafkaProducer<byte[], byte[]> producer) {
        this.settings = settings;
        this.producer = producer;
    }

    static ChangeProducer fencing(CaptureSettings settings) {
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(clientSettings(settings), new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            return new ChangeProducer(settings, producer);
        } catch (KafkaException failure) {
            producer.close(Duration.ZERO);
            throw KafkaFailures.unreachable(settings, failure);
        }
    }

    private static Map<String, Object> clientSettings(CaptureSettings settings) {
        Map<String, Object> client = new HashMap<>();
        client.put("compression.type", "lz4");
        client.put("linger.ms", "5");
        // A transaction is refused for a moment while the end of the last one is being written.
        client.put("retry.backoff.ms", "5");
        client.put("batch.size", "262144");
        client.put("max.request.size", "8388608");
        client.putAll(settings.kafka());
        client.put("transactional.id", settings.transactionalId());
        client.put("max.block.ms", Long.toString(settings.kafkaPatience().toMillis()));
        client.put("acks", "all");
        // A second request on the way can overtake the one that adds the partition to the transaction.
        client.put("max.in.flight.requests.per.connection", "1");
        client.put("client.id", settings.transactionalId());
        return client;
    }

    void send(byte @Nullable [] key, byte @Nullable [] value, @Nullable Position position) {
        List<Header> headers = position == null
                ? List.of()
                : List.of(new RecordHeader(Position.HEADER, position.toString().getBytes(StandardCharsets.US_ASCII)));
        send(new ProducerRecord<>(settings.changesTopic(), 0, null, key, value, headers));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        try {
            if (!open) {
                producer.beginTransaction();
                open = true;
            }
            // A failed send fails the commit.
            producer.send(record, (metadata, failure) -> {});
        } catch (KafkaException failure) {
            throw KafkaFailures.ofProducer(settings, failure);
        }
    }

    /** The checkpoint and everything sent since the last call are in the topics when this returns. */
    void commit(Checkpoint checkpoint) {
        byte[] key = settings.transactionalId().getBytes(StandardCharsets.UTF_8);
        send(new ProducerRecord<>(settings.offsetsTopic(), 0, key, checkpoint.toJson()));
        try {
            producer.commitTransaction();
            open = false;
        } catch (KafkaException failure) {
            throw KafkaFailures.ofProducer(settings, failure);
        }
    }

    /** What was sent and not committed is undone. */
    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
