package ocs.pulse.capture;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The requests that wait, read from their topic by a thread of its own. */
final class RepairRequests implements RepairQueue {
    private static final Logger LOG = LoggerFactory.getLogger(RepairRequests.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSE = Duration.ofSeconds(5);
    private static final TopicPartition PARTITION = new TopicPartition(RepairRequest.TOPIC, 0);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private final long begin;
    private final Thread thread = new Thread(this::read, "pulse-repair-requests");

    private RepairRequests(KafkaConsumer<byte[], byte[]> consumer, long begin) {
        this.consumer = consumer;
        this.begin = begin;
    }

    /**
     * Begins to read.
     *
     * @param done the offset behind the last request that was done to its end; null: whatever was asked before now is
     *     nothing to this capture
     */
    static RepairRequests open(CaptureSettings settings, @Nullable Long done) {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(clientSettings(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            consumer.assign(List.of(PARTITION));
            long first = consumer.beginningOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
            long end = consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
            long begin = done == null ? end : Math.max(first, Math.min(end, done));
            consumer.seek(PARTITION, begin);
            RepairRequests requests = new RepairRequests(consumer, begin);
            requests.thread.setDaemon(true);
            requests.thread.start();
            return requests;
        } catch (KafkaException failure) {
            consumer.close();
            throw KafkaFailures.unreachable(settings, failure);
        }
    }

    private static Map<String, Object> clientSettings(CaptureSettings settings) {
        Map<String, Object> client = new HashMap<>(settings.kafka());
        client.keySet().removeIf(name -> name.startsWith("compression.") || name.equals("linger.ms"));
        client.put("enable.auto.commit", "false");
        client.put("auto.offset.reset", "earliest");
        client.put(
                "default.api.timeout.ms", Long.toString(settings.kafkaPatience().toMillis()));
        return client;
    }

    @Override
    public long begin() {
        return begin;
    }

    @Override
    public @Nullable Waiting next() {
        return waiting.poll();
    }

    private void read() {
        try (consumer) {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    waiting.add(new Waiting(RepairRequest.ofJson(record.value()), record.offset() + 1));
                }
            }
        } catch (WakeupException closed) {
            LOG.debug("No more requests are read");
        } catch (KafkaException failure) {
            LOG.warn("Requests for repairs cannot be read before the next start of capture", failure);
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(CLOSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
