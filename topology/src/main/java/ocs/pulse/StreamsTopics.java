package ocs.pulse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import ocs.pulse.ledger.LedgerTopology;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Makes and checks the topics that the stages need, before they start. */
final class StreamsTopics {
    private static final long PATIENCE_SECONDS = 30;

    private final StreamsSettings settings;

    StreamsTopics(StreamsSettings settings) {
        this.settings = settings;
    }

    /**
     * Throws a {@link StreamsProblem} where the stages could not run, or could not run without a gap.
     *
     * @return as {@link #ids}
     */
    Map<String, String> prepare() {
        try (Admin admin = Admin.create(Map.copyOf(settings.kafka()))) {
            requireChanges(admin);
            create(admin);
            requirePartitions(admin);
            new StreamsPositions(this, settings, admin).require();
            return ids(admin);
        }
    }

    /** Whether capture has made the topic that the stages read. */
    boolean haveChanges() {
        try (Admin admin = Admin.create(Map.copyOf(settings.kafka()))) {
            return describe(admin, LedgerTopology.CHANGES).isPresent();
        }
    }

    /** What the stores are filled from, those of it that there are: other topics of the same names have other ids. */
    Map<String, String> ids() {
        try (Admin admin = Admin.create(Map.copyOf(settings.kafka()))) {
            return ids(admin);
        }
    }

    private Map<String, String> ids(Admin admin) {
        Map<String, String> ids = new TreeMap<>();
        for (String topic : PulseTopology.FILLING) {
            describe(admin, topic)
                    .ifPresent(known -> ids.put(topic, known.topicId().toString()));
        }
        return ids;
    }

    private void requireChanges(Admin admin) {
        if (describe(admin, LedgerTopology.CHANGES).isEmpty()) {
            throw problem(
                    StreamsProblem.Reason.TOPIC,
                    "Topic " + LedgerTopology.CHANGES
                            + " does not exist: start pulse capture first, it makes the topic",
                    null);
        }
    }

    private void create(Admin admin) {
        Map<String, String> configuration = Map.of(
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                LedgerTopology.TIMES,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(settings.retention().toMillis()),
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(LedgerTopology.LARGEST_RECORD));
        List<NewTopic> topics = new ArrayList<>();
        Optional<Short> replication = settings.cluster().replication().map(Integer::shortValue);
        topics.add(new NewTopic(LedgerTopology.TEAMS, Optional.of(settings.partitions()), replication)
                .configs(configuration));
        for (String single : List.of(LedgerTopology.DEAD_LETTERS, LedgerTopology.REPAIRS)) {
            topics.add(new NewTopic(single, Optional.of(1), replication).configs(configuration));
        }
        for (NewTopic topic : topics) {
            try {
                await(admin.createTopics(List.of(topic)).all());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw problem(
                            StreamsProblem.Reason.TOPIC,
                            "Topic " + topic.name() + " cannot be made (" + e.getCause()
                                    + "); make it, or let this client create topics",
                            e);
                }
            }
        }
    }

    private void requirePartitions(Admin admin) {
        int count = describe(admin, LedgerTopology.TEAMS)
                .map(topic -> topic.partitions().size())
                .orElse(0);
        if (count != settings.partitions()) {
            throw problem(
                    StreamsProblem.Reason.TOPIC,
                    "Topic " + LedgerTopology.TEAMS + " has " + count + " partitions and the setting partitions says "
                            + settings.partitions() + "; the first start fixes it: set partitions to " + count,
                    null);
        }
    }

    Optional<TopicDescription> describe(Admin admin, String topic) {
        try {
            return Optional.ofNullable(
                    await(admin.describeTopics(Set.of(topic)).allTopicNames()).get(topic));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw unreachable(e);
        }
    }

    <T> T await(KafkaFuture<T> future) throws ExecutionException {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    private StreamsProblem unreachable(Exception cause) {
        return problem(
                StreamsProblem.Reason.KAFKA_UNREACHABLE,
                "Kafka at " + settings.kafka().get("bootstrap.servers")
                        + " does not answer; check the address and that it runs",
                cause);
    }

    private static StreamsProblem problem(StreamsProblem.Reason reason, String message, @Nullable Exception cause) {
        return new StreamsProblem(reason, message, cause);
    }
}
