package ocs.pulse.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import ocs.pulse.embedded.EmbeddedKafka;
import ocs.pulse.embedded.EmbeddedPostgres;
import ocs.pulse.source.SourceAddress;
import ocs.pulse.source.SourceNames;
import ocs.pulse.source.TestSchema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A real Postgres with the captured tables, a real broker, and eyes for the topic. */
final class Bench implements AutoCloseable {
    final EmbeddedPostgres postgres;
    EmbeddedKafka kafka;
    final Path kafkaHome;
    private final String database;
    private final String topics;

    private Bench(EmbeddedPostgres postgres, EmbeddedKafka kafka, Path kafkaHome, String database, String topics) {
        this.postgres = postgres;
        this.kafka = kafka;
        this.kafkaHome = kafkaHome;
        this.database = database;
        this.topics = topics;
    }

    static Bench start(Path directory) throws IOException, SQLException {
        Path kafkaHome = Files.createDirectories(directory.resolve("kafka"));
        EmbeddedPostgres postgres = EmbeddedPostgres.temporary();
        EmbeddedKafka kafka = EmbeddedKafka.start(kafkaHome);
        return new Bench(postgres, kafka, kafkaHome, "ocs", "ocs").withTables();
    }

    /** Another database with topics, a publication and a slot of its own, on the same servers. */
    Bench another(String name) throws SQLException {
        return new Bench(postgres, kafka, kafkaHome, name, name).withTables();
    }

    private Bench withTables() throws SQLException {
        postgres.createDatabase(database);
        try (Connection connection = connect()) {
            TestSchema.create(connection);
        }
        return this;
    }

    String changesTopic() {
        return topics + ".changes";
    }

    Connection connect() throws SQLException {
        return postgres.connect(database);
    }

    void sql(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    long number(String question) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getLong(1);
        }
    }

    /** The broker that was closed, where it was. */
    void startKafkaAgain() {
        kafka = EmbeddedKafka.start(kafkaHome, kafka.port(), Map.of());
    }

    CaptureSettings settings() {
        return settings(kafka.bootstrapServers());
    }

    CaptureSettings settings(String bootstrapServers) {
        CaptureSettings settings = CaptureSettings.of(
                        SourceAddress.of("127.0.0.1", postgres.port(), database, EmbeddedPostgres.USER, ""),
                        bootstrapServers)
                .withKafka("compression.type", "none");
        return topics.equals("ocs")
                ? settings
                : settings.withNames(new SourceNames(topics, topics)).withTopics(changesTopic(), topics + ".offsets");
    }

    private Map<String, Object> client() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
    }

    /** The end of what is committed; 0 while there is no topic. */
    long endOffset() {
        TopicPartition partition = new TopicPartition(changesTopic(), 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.listTopics().containsKey(changesTopic())
                    ? consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L)
                    : 0;
        }
    }

    /** Everything that is committed in the topic now; for small topics. */
    List<TopicRecord> topic() {
        List<TopicRecord> records = new ArrayList<>();
        forEach(records::add);
        return records;
    }

    /** Shows every record that is committed in the topic now, in order, and keeps none. */
    void forEach(Consumer<TopicRecord> reader) {
        if (endOffset() > 0) {
            forEach(changesTopic(), record -> reader.accept(TopicRecord.of(record)));
        }
    }

    /** The same of any topic of one partition. */
    void forEach(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(reader);
            }
        }
    }

    @Override
    public void close() {
        kafka.close();
        postgres.close();
    }
}
