package ocs.pulse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    private static final String TOPIC = "letters";

    @TempDir
    private Path home;

    @Test
    void shouldKeepWhatWasCommittedWhenStartedAgain() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(home)) {
            createTopic(kafka.bootstrapServers());
            write(kafka.bootstrapServers(), "a", "b");
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(home)) {
            write(kafka.bootstrapServers(), "c");
            assertThat(read(kafka.bootstrapServers(), 3)).containsExactly("a", "b", "c");
        }
    }

    @Test
    void shouldKeepWhatWasCommittedWhenItsJvmIsKilled() throws Exception {
        try (ChildJvm child = ChildJvm.start(KafkaHolder.class, home.toString())) {
            createTopic(child.said());
            write(child.said(), "a", "b");
            child.kill();
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(home)) {
            assertThat(read(kafka.bootstrapServers(), 2)).containsExactly("a", "b");
        }
    }

    @Test
    void shouldSayWhatIsWrongWhenItCannotStart() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> EmbeddedKafka.start(home, taken.getLocalPort(), Map.of()))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Port " + taken.getLocalPort());
        }
        try (DirectoryLock held = DirectoryLock.take(home)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> EmbeddedKafka.start(home))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining(home.toString());
        }
    }

    @Test
    void shouldFindWhatTheBrokerLoadsOnlyWhenItIsNeeded() {
        assertThatCode(() -> Class.forName("org.apache.commons.validator.routines.InetAddressValidator"))
                .doesNotThrowAnyException();
    }

    private static void createTopic(String servers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private static void write(String servers, String... values) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", servers, "transactional.id", "writer");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (String value : values) {
                producer.send(new ProducerRecord<>(TOPIC, value)).get();
            }
            producer.commitTransaction();
        }
    }

    private static List<String> read(String servers, int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                servers,
                "group.id",
                "reader",
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
            while (values.size() < count && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> values.add(message.value()));
            }
        }
        return values;
    }
}
