package ocs.pulse.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import ocs.pulse.source.Finding;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks at the topics that capture writes: there or not, one partition, kept and replicated as they should be. */
final class TopicCheck {
    private final CaptureSettings settings;
    private final Admin admin;
    private final List<Finding> findings = new ArrayList<>();

    private TopicCheck(CaptureSettings settings, Admin admin) {
        this.settings = settings;
        this.admin = admin;
    }

    /** @param changesTopicId Kafka's id of the changes topic; empty where there is none yet */
    record Report(List<Finding> findings, Optional<String> changesTopicId, boolean hasOffsets) {}

    static Report inspect(CaptureSettings settings) {
        try (Admin admin = Admin.create(ChangesTopic.clientSettings(settings))) {
            return new TopicCheck(settings, admin).inspect();
        } catch (CaptureProblem problem) {
            return new Report(List.of(problem.finding()), Optional.empty(), false);
        }
    }

    private Report inspect() {
        int brokers = await(admin.describeCluster().nodes()).size();
        Optional<TopicDescription> changes = look(settings.changesTopic(), brokers);
        changes.ifPresent(topic -> kept(settings.changesTopic(), "delete"));
        Optional<TopicDescription> offsets = look(settings.offsetsTopic(), brokers);
        offsets.ifPresent(topic -> kept(settings.offsetsTopic(), "compact"));
        return new Report(findings, changes.map(topic -> topic.topicId().toString()), offsets.isPresent());
    }

    private Optional<TopicDescription> look(String name, int brokers) {
        Optional<TopicDescription> topic = describe(name);
        if (topic.isEmpty()) {
            findings.add(Finding.note(
                    CaptureProblem.Reason.TOPIC_MISSING, "Topic " + name + " is missing; the first start makes it"));
            return topic;
        }
        int partitions = topic.get().partitions().size();
        if (partitions != 1) {
            findings.add(Finding.stop(
                    CaptureProblem.Reason.TOPIC,
                    "Topic " + name + " has " + partitions
                            + " partitions where one keeps the order: delete it, or name another topic"));
        }
        int copies = topic.get().partitions().get(0).replicas().size();
        if (copies == 1 && brokers > 1) {
            findings.add(Finding.warning(
                    CaptureProblem.Reason.TOPIC_REPLICATION,
                    "Topic " + name + " is kept by one of " + brokers
                            + " brokers, with which it is lost: give it three copies (kafka-reassign-partitions)"));
        }
        return topic;
    }

    private void kept(String name, String policy) {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        Config config = await(admin.describeConfigs(List.of(topic)).all()).getOrDefault(topic, new Config(List.of()));
        String found = config.get("cleanup.policy").value();
        if (!found.equals(policy)) {
            findings.add(Finding.stop(
                    CaptureProblem.Reason.TOPIC_POLICY,
                    "Topic " + name + " has cleanup.policy=" + found + " where " + policy
                            + (policy.equals("delete") ? " keeps every change" : " keeps the newest position") + ": "
                            + alter(name, "cleanup.policy=" + policy)));
        }
        String retention = config.get("retention.ms").value();
        String wanted = Long.toString(settings.retention().toMillis());
        if (policy.equals("delete") && !retention.equals(wanted)) {
            findings.add(Finding.warning(
                    CaptureProblem.Reason.TOPIC_RETENTION,
                    "Topic " + name + " has retention.ms=" + retention + " where the setting retention says " + wanted
                            + ": " + alter(name, "retention.ms=" + wanted)));
        }
        String times = config.get(ChangesTopic.TIMES).value();
        if (!times.equals(ChangesTopic.OF_THE_BROKER)) {
            findings.add(Finding.warning(
                    CaptureProblem.Reason.TOPIC_TIMES,
                    "Topic " + name + " has " + ChangesTopic.TIMES + "=" + times
                            + ", so that capture stops where its clock is more than an hour ahead of the brokers': "
                            + alter(name, ChangesTopic.TIMES + "=" + ChangesTopic.OF_THE_BROKER)));
        }
    }

    private String alter(String topic, String config) {
        return "kafka-configs --bootstrap-server " + settings.bootstrapServers() + " --alter --topic " + topic
                + " --add-config " + config;
    }

    private Optional<TopicDescription> describe(String name) {
        try {
            Map<String, TopicDescription> topics =
                    get(admin.describeTopics(List.of(name)).allTopicNames());
            return Optional.ofNullable(topics.get(name));
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw KafkaFailures.unreachable(settings, failure);
        }
    }

    private <T> T await(KafkaFuture<T> future) {
        try {
            return get(future);
        } catch (ExecutionException failure) {
            throw KafkaFailures.unreachable(settings, failure);
        }
    }

    private <T> T get(KafkaFuture<T> future) throws ExecutionException {
        try {
            return future.get(settings.kafkaPatience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw KafkaFailures.unreachable(settings, late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw KafkaFailures.unreachable(settings, interrupted);
        }
    }
}
