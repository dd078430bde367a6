package ocs.pulse.capture;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes the topics that capture writes where they are missing, and checks those that are there. */
public final class ChangesTopic {
    /** What a producer of 8 MiB may send at once, with the head that Kafka puts before it. */
    private static final String LARGEST_BATCH = "9437184";

    /** By capture's own clock a record could be refused as of the future, or deleted at once as of long ago. */
    static final String TIMES = "message.timestamp.type";

    static final String OF_THE_BROKER = "LogAppendTime";

    private final CaptureSettings settings;

    public ChangesTopic(CaptureSettings settings) {
        this.settings = settings;
    }

    /**
     * The topics are there, with one partition each. A {@link CaptureProblem} if Kafka does not answer in
     * {@link CaptureSettings#kafkaPatience}.
     *
     * @return Kafka's id of the changes topic
     */
    public String ensure() {
        try (Admin admin = Admin.create(clientSettings(settings))) {
            ensure(
                    admin,
                    settings.offsetsTopic(),
                    Map.of(
                            TIMES,
                            OF_THE_BROKER,
                            "cleanup.policy",
                            "compact",
                            "segment.bytes",
                            "4194304",
                            "min.cleanable.dirty.ratio",
                            "0.2"));
            ensure(
                    admin,
                    RepairRequest.TOPIC,
                    Map.of(
                            TIMES,
                            OF_THE_BROKER,
                            "cleanup.policy",
                            "delete",
                            "retention.ms",
                            Long.toString(settings.retention().toMillis())));
            return ensure(
                    admin,
                    settings.changesTopic(),
                    Map.of(
                            TIMES,
                            OF_THE_BROKER,
                            "cleanup.policy",
                            "delete",
                            "retention.ms",
                            Long.toString(settings.retention().toMillis()),
                            "max.message.bytes",
                            LARGEST_BATCH));
        }
    }

    static Map<String, Object> clientSettings(CaptureSettings settings) {
        Map<String, Object> client = new TreeMap<>(settings.kafka());
        client.put(
                "request.timeout.ms",
                Long.toString(Math.min(10_000, settings.kafkaPatience().toMillis())));
        client.put(
                "default.api.timeout.ms", Long.toString(settings.kafkaPatience().toMillis()));
        client.keySet().removeIf(name -> name.startsWith("compression.") || name.equals("linger.ms"));
        return client;
    }

    private String ensure(Admin admin, String name, Map<String, String> configuration) {
        Optional<TopicDescription> there = describe(admin, name);
        if (there.isEmpty()) {
            return create(admin, name, configuration);
        }
        int partitions = there.get().partitions().size();
        if (partitions != 1) {
            throw new CaptureProblem(
                    CaptureProblem.Reason.TOPIC,
                    "Topic " + name + " has " + partitions
                            + " partitions where one keeps the order: delete it, or name another topic");
        }
        return there.get().topicId().toString();
    }

    private Optional<TopicDescription> describe(Admin admin, String name) {
        try {
            return Optional.ofNullable(
                    await(admin.describeTopics(List.of(name)).allTopicNames()).get(name));
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw KafkaFailures.unreachable(settings, failure);
        }
    }

    private String create(Admin admin, String name, Map<String, String> configuration) {
        NewTopic topic = new NewTopic(
                        name, Optional.of(1), settings.replication().map(Integer::shortValue))
                .configs(configuration);
        try {
            return await(admin.createTopics(List.of(topic)).topicId(name)).toString();
        } catch (ExecutionException failure) {
            throw new CaptureProblem(
                    CaptureProblem.Reason.TOPIC,
                    "Topic " + name + " cannot be created (" + failure.getMessage()
                            + "): create it with one partition, or allow this user to",
                    failure);
        }
    }

    private <T> T await(KafkaFuture<T> future) throws ExecutionException {
        Duration patience = settings.kafkaPatience().plusSeconds(1);
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw KafkaFailures.unreachable(settings, late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw KafkaFailures.unreachable(settings, interrupted);
        }
    }
}
