package ocs.pulse.repair;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import ocs.pulse.capture.RepairRequest;
import ocs.pulse.ledger.LedgerTopology;
import ocs.pulse.ledger.RepairReport;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.ProgramProblem;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Where a repair is handed in and its reports are handed out. */
public final class RepairDesk implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int PATIENCE_MS = 20_000;
    private static final TopicPartition REPORTS = new TopicPartition(LedgerTopology.REPAIRS, 0);

    private final String servers;
    private final KafkaConsumer<byte[], byte[]> reports;

    private RepairDesk(String servers, KafkaConsumer<byte[], byte[]> reports) {
        this.servers = servers;
        this.reports = reports;
    }

    /** Sees the reports that come from now on. A {@link ProgramProblem} if Kafka is not there or is no ocs-pulse's. */
    public static RepairDesk open(String servers) {
        requireTopics(servers);
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        "false",
                        "default.api.timeout.ms",
                        PATIENCE_MS),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        try {
            consumer.assign(List.of(REPORTS));
            consumer.seekToEnd(List.of(REPORTS));
            consumer.position(REPORTS);
            return new RepairDesk(servers, consumer);
        } catch (KafkaException failure) {
            consumer.close();
            throw unreachable(servers, failure);
        }
    }

    private static void requireTopics(String servers) {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers",
                servers,
                "default.api.timeout.ms",
                PATIENCE_MS,
                "request.timeout.ms",
                PATIENCE_MS / 2))) {
            Set<String> topics = admin.listTopics().names().get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            for (String needed : List.of(RepairRequest.TOPIC, LedgerTopology.REPAIRS)) {
                if (!topics.contains(needed)) {
                    throw new ProgramProblem(
                            ExitCode.KAFKA,
                            "Kafka at " + servers + " has no topic " + needed
                                    + ": capture and stages of this version must have started once");
                }
            }
        } catch (ExecutionException | TimeoutException failure) {
            throw unreachable(servers, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unreachable(servers, interrupted);
        }
    }

    /** Kafka has it when this returns; capture does it, now or when it runs again. */
    public void ask(RepairRequest request) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "acks", "all", "max.block.ms", PATIENCE_MS),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(RepairRequest.TOPIC, 0, null, request.toJson()))
                    .get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException failure) {
            throw unreachable(servers, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unreachable(servers, interrupted);
        }
    }

    /** The next report on this repair; empty if none comes in time. */
    public Optional<RepairReport> await(String id, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : reports.poll(POLL)) {
                    Optional<RepairReport> report = RepairReport.decode(record.value())
                            .filter(it -> it.id().equals(id));
                    if (report.isPresent()) {
                        reports.seek(REPORTS, record.offset() + 1);
                        return report;
                    }
                }
            }
            return Optional.empty();
        } catch (KafkaException failure) {
            throw unreachable(servers, failure);
        }
    }

    private static ProgramProblem unreachable(String servers, Exception cause) {
        return new ProgramProblem(
                ExitCode.KAFKA,
                "Kafka at " + servers + " does not answer: check the address, and that ocs-pulse runs there",
                cause);
    }

    @Override
    public void close() {
        reports.close();
    }
}
