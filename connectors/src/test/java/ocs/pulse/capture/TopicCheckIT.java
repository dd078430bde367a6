package ocs.pulse.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import ocs.pulse.embedded.EmbeddedKafka;
import ocs.pulse.source.Code;
import ocs.pulse.source.Finding;
import ocs.pulse.source.SourceAddress;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a check says of topics that somebody made or changed, and that what it says mends them. */
class TopicCheckIT {
    private static final SourceAddress NOWHERE = SourceAddress.of("127.0.0.1", 1, "ocs", "ocs", "");

    @TempDir
    Path directory;

    @Test
    void shouldNameEachSettingThatIsWrongAndItsMend() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory);
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
