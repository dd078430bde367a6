package ocs.pulse.capture;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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

    static final String OFFSETS_TOPIC = "ocs.offsets";
    static final Duration KAFKA_PATIENCE = Duration.ofSeconds(30);

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
                OFFSETS_TOPIC,
                Duration.ofDays(7),
                Duration.ofMillis(250),
                Duration.ofMillis(10),
                KAFKA_PATIENCE,
                Duration.ofSeconds(15),
                Optional.empty(),
                false);
    }

    public CaptureSettings withNames(SourceNames other) {
        return with(draft -> draft.names = other);
    }

    public CaptureSettings withTerms(SourceTerms other) {
        return with(draft -> draft.terms = other);
    }

    /** With a setting of the Kafka clients added. */
    public CaptureSettings withKafka(String name, String value) {
        return with(draft -> draft.kafka.put(name, value));
    }

    /** With other topics than {@code ocs.changes} and {@code ocs.offsets}. */
    public CaptureSettings withTopics(String changes, String offsets) {
        return with(draft -> {
            draft.changesTopic = changes;
            draft.offsetsTopic = offsets;
        });
    }

    public CaptureSettings withRetention(Duration other) {
        return with(draft -> draft.retention = other);
    }

    public CaptureSettings withHeartbeat(Duration other) {
        return with(draft -> draft.heartbeat = other);
    }

    /** With other bounds for the waits of a start. */
    public CaptureSettings withPatience(Duration forKafka, Duration forSlot) {
        return with(draft -> {
            draft.kafkaPatience = forKafka;
            draft.slotPatience = forSlot;
        });
    }

    public CaptureSettings withReplication(Optional<Integer> other) {
        return with(draft -> draft.replication = other);
    }

    public CaptureSettings withResnapshot(boolean other) {
        return with(draft -> draft.resnapshot = other);
    }

    private CaptureSettings with(Consumer<CaptureSettingsDraft> change) {
        CaptureSettingsDraft draft = new CaptureSettingsDraft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** Names the one capture of this slot to Kafka, so that a successor can fence it. {@code pulse-capture} by default. */
    public String transactionalId() {
        return names.slot() + "-capture";
    }

    public String bootstrapServers() {
        return kafka.getOrDefault("bootstrap.servers", "");
    }
}
