package ocs.pulse.capture;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import ocs.pulse.source.SourceAddress;
import ocs.pulse.source.SourceNames;
import ocs.pulse.source.SourceTerms;

/**
 * What to capture and where to put it.
 *
 * @param kafka settings of every Kafka client, {@code bootstrap.servers} among them
 * @param changesTopic where the changes go, {@code ocs.changes}
 * @param offsetsTopic where the {@link Checkpoint} is kept, {@code ocs.offsets}
 * @param retention how long changes stay in the topic
 * @param heartbeat how often the heartbeat is written; zero: never
 * @param pollInterval how long the engine waits for more before it hands over what it has
 * @param kafkaPatience how long a start waits for Kafka
 * @param slotPatience how long a start waits for the server to let go of a predecessor that died
 * @param replication of the topics that are made; empty: the brokers' default
 * @param resnapshot forget position and slot once, and take a new snapshot
 */
public record CaptureSettings(
        SourceAddress address,
        SourceNames names,
        SourceTerms terms,
        Map<String, String> kafka,
        String changesTopic,
        String offsetsTopic,
        Duration retention,
        Duration heartbeat,
        Duration pollInterval,
        Duration kafkaPatience,
        Duration slotPatience,
        Optional<Integer> replication,
        boolean resnapshot) {

    public CaptureSettings {
        kafka = Map.copyOf(kafka);
        if (!kafka.containsKey("bootstrap.servers")) {
            throw new IllegalArgumentException("bootstrap.servers is missing");
        }
    }

    /** The settings as they are unless somebody says otherwise. */
    public static CaptureSettings of(SourceAddress address, String bootstrapServers) {
        return new CaptureSettings(
                address,
                SourceNames.DEFAULT,
                SourceTerms.DEFAULT,
                Map.of("bootstrap.servers", bootstrapServers),
                "ocs.changes",
                "ocs.offsets",
                Duration.ofDays(7),
                Duration.ofMillis(250),
                Duration.ofMillis(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(15),
                Optional.empty(),
                false);
    }

    public CaptureSettings withNames(SourceNames other) {
        return new CaptureSettings(
                address,
                other,
                terms,
                kafka,
                changesTopic,
                offsetsTopic,
                retention,
                heartbeat,
                pollInterval,
                kafkaPatience,
                slotPatience,
                replication,
                resnapshot);
    }

    public CaptureSettings withTerms(SourceTerms other) {
        return new CaptureSettings(
                address,
                names,
                other,
                kafka,
                changesTopic,
                offsetsTopic,
                retention,
                heartbeat,
                pollInterval,
                kafkaPatience,
                slotPatience,
                replication,
                resnapshot);
    }

    /** With a setting of the Kafka clients added. */
    public CaptureSettings withKafka(String name, String value) {
        Map<String, String> more = new TreeMap<>(kafka);
        more.put(name, value);
        return new CaptureSettings(
                address,
                names,
                terms,
                more,
                changesTopic,
                offsetsTopic,
                retention,
                heartbeat,
                pollInterval,
                kafkaPatience,
                slotPatience,
                replication,
                resnapshot);
    }

    public CaptureSettings withRetention(Duration other) {
        return new CaptureSettings(
                address,
                names,
                terms,
                kafka,
                changesTopic,
                offsetsTopic,
                other,
                heartbeat,
                pollInterval,
                kafkaPatience,
                slotPatience,
                replication,
                resnapshot);
    }

    public CaptureSettings withHeartbeat(Duration other) {
        return new CaptureSettings(
                address,
                names,
                terms,
                kafka,
                changesTopic,
                offsetsTopic,
                retention,
                other,
                pollInterval,
                kafkaPatience,
                slotPatience,
                replication,
                resnapshot);
    }

    /** With other bounds for the waits of a start. */
    public CaptureSettings withPatience(Duration forKafka, Duration forSlot) {
        return new CaptureSettings(
                address,
                names,
                terms,
                kafka,
                changesTopic,
                offsetsTopic,
                retention,
                heartbeat,
                pollInterval,
                forKafka,
                forSlot,
                replication,
                resnapshot);
    }

    public CaptureSettings withResnapshot(boolean other) {
        return new CaptureSettings(
                address,
                names,
                terms,
                kafka,
                changesTopic,
                offsetsTopic,
                retention,
                heartbeat,
                pollInterval,
                kafkaPatience,
                slotPatience,
                replication,
                other);
    }

    public CaptureSettings withReplication(Optional<Integer> other) {
        return new CaptureSettings(
                address,
                names,
                terms,
                kafka,
                changesTopic,
                offsetsTopic,
                retention,
                heartbeat,
                pollInterval,
                kafkaPatience,
                slotPatience,
                other,
                resnapshot);
    }

    /** Names the one capture of this slot to Kafka, so that a successor can fence it. {@code pulse-capture} by default. */
    public String transactionalId() {
        return names.slot() + "-capture";
    }

    public String bootstrapServers() {
        return kafka.getOrDefault("bootstrap.servers", "");
    }
}
