package ocs.pulse.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ocs.pulse.embedded.EmbeddedKafka;
import ocs.pulse.source.Code;
import ocs.pulse.source.Finding;
import ocs.pulse.source.SourceAddress;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a check says of topics that somebody made or changed, and that what it says mends them. */
class TopicCheckIT {
    private static final SourceAddress NOWHERE = SourceAddress.of("127.0.0.1", 1, "ocs", "ocs", "");

    private static final String CLUSTER = Uuid.randomUuid().toString();

    @TempDir
    Path directory;

    @Test
    void shouldNameEachSettingThatIsWrongAndItsMend() throws Exception {
        int port = freePort();
        int controller = freePort();
        Map<String, String> ports = Map.of(
                "cluster.id",
                CLUSTER,
                "listeners",
                "BROKER://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
                "controller.quorum.voters",
                "1@127.0.0.1:" + controller);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("one"), port, ports);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            CaptureSettings settings = CaptureSettings.of(NOWHERE, kafka.bootstrapServers());
            assertThat(findings(settings))
                    .extracting(Finding::code)
                    .containsOnly((Code) CaptureProblem.Reason.TOPIC_MISSING)
                    .hasSize(2);

            admin.createTopics(List.of(
                            new NewTopic("ocs.changes", 2, (short) 1)
                                    .configs(Map.of("cleanup.policy", "compact,delete", "retention.ms", "1000000")),
                            new NewTopic("ocs.offsets", 1, (short) 1)))
                    .all()
                    .get();
            List<Finding> wrong = findings(settings);
            assertThat(wrong)
                    .extracting(Finding::code)
                    .containsExactly(
                            CaptureProblem.Reason.TOPIC,
                            CaptureProblem.Reason.TOPIC_POLICY,
                            CaptureProblem.Reason.TOPIC_RETENTION,
                            CaptureProblem.Reason.TOPIC_TIMES,
                            CaptureProblem.Reason.TOPIC_POLICY,
                            CaptureProblem.Reason.TOPIC_TIMES);
            assertThat(wrong.get(0).line()).contains("ocs.changes has 2 partitions where one keeps the order");
            assertThat(wrong.get(1).line())
                    .contains(
                            "cleanup.policy=compact,delete",
                            "kafka-configs --bootstrap-server " + kafka.bootstrapServers()
                                    + " --alter --topic ocs.changes --add-config cleanup.policy=delete");
            assertThat(wrong.get(3).line())
                    .contains("an hour ahead", "--topic ocs.changes --add-config message.timestamp.type=LogAppendTime");
            assertThat(wrong.get(4).line()).contains("ocs.offsets", "compact keeps the newest position");

            admin.deleteTopics(List.of("ocs.changes")).all().get();
            set(admin, "ocs.offsets", "cleanup.policy", "compact");
            set(admin, "ocs.offsets", "message.timestamp.type", "LogAppendTime");
            new ChangesTopic(settings).ensure();
            assertThat(findings(settings)).isEmpty();

            CaptureSettings longer = settings.withRetention(Duration.ofDays(30));
            assertThat(findings(longer)).singleElement().satisfies(finding -> {
                assertThat(finding.code()).isEqualTo(CaptureProblem.Reason.TOPIC_RETENTION);
                assertThat(finding.stops()).isFalse();
                assertThat(finding.line()).contains("--add-config retention.ms=2592000000");
            });
            set(admin, "ocs.changes", "retention.ms", "2592000000");
            assertThat(findings(longer)).isEmpty();

            assertAsksForCopiesWhereThereAreBrokers(longer, admin, controller);
        }
    }

    private void assertAsksForCopiesWhereThereAreBrokers(CaptureSettings settings, Admin admin, int controller)
            throws Exception {
        int port = freePort();
        Map<String, String> another = Map.of(
                "cluster.id",
                CLUSTER,
                "node.id",
                "2",
                "process.roles",
                "broker",
                "listeners",
                "BROKER://127.0.0.1:" + port,
                "controller.quorum.voters",
                "1@127.0.0.1:" + controller);
        try (EmbeddedKafka second = EmbeddedKafka.start(directory.resolve("two"), port, another)) {
            assertThat(second.port()).isEqualTo(port);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> findings(settings).size() == 2);
            assertThat(findings(settings)).allSatisfy(finding -> {
                assertThat(finding.code()).isEqualTo(CaptureProblem.Reason.TOPIC_REPLICATION);
                assertThat(finding.stops()).isFalse();
                assertThat(finding.line()).contains("is kept by one of 2 brokers", "kafka-reassign-partitions");
            });
            Optional<NewPartitionReassignment> both = Optional.of(new NewPartitionReassignment(List.of(1, 2)));
            admin.alterPartitionReassignments(Map.of(
                            new TopicPartition("ocs.changes", 0), both, new TopicPartition("ocs.offsets", 0), both))
                    .all()
                    .get();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> findings(settings).isEmpty());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static List<Finding> findings(CaptureSettings settings) {
        return TopicCheck.inspect(settings).findings();
    }

    private static void set(Admin admin, String topic, String name, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
    }
}
