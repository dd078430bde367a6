package ocs.pulse.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import ocs.pulse.source.SourceAddress;
import ocs.pulse.source.SourceLayout;
import ocs.pulse.source.TableReader;
import ocs.pulse.tables.SourceTable;
import ocs.pulse.testkit.program.RunningPulse;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes a running program believe what its source does not hold, by false records in the topic of changes. */
public final class Corruptor implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TableReader source;
    private final KafkaProducer<byte[], byte[]> producer;

    private Corruptor(TableReader source, KafkaProducer<byte[], byte[]> producer) {
        this.source = source;
        this.producer = producer;
    }

    public static Corruptor open(RunningPulse program) throws SQLException {
        return new Corruptor(
                TableReader.open(SourceAddress.parse(program.databaseUrl()), SourceLayout.complete()),
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", program.kafka()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer()));
    }

    /** A row is told with other columns than it has; with another id it is one that never was. */
    public void tell(SourceTable table, long id, Consumer<ObjectNode> change) throws SQLException {
        ObjectNode columns = source.read(table, id, id, null, 1).rows().get(0).columns();
        change.accept(columns);
        ObjectNode envelope = JSON.createObjectNode().put("op", "r");
        envelope.set("after", columns);
        send(table, columns.path("id").asLong(), envelope, "incremental");
    }

    /** A row is told to be gone. */
    public void lose(SourceTable table, long id) {
        send(table, id, JSON.createObjectNode().put("op", "d"), "false");
    }

    /** A row is told once more as the source has it. */
    public void mend(SourceTable table, long id) throws SQLException {
        tell(table, id, columns -> {});
    }

    /** A change is told in words that nobody understands: what was sent. */
    public byte[] scramble(SourceTable table, long id) {
        byte[] letter = "{\"op\":".getBytes(StandardCharsets.UTF_8);
        send(table, id, letter);
        return letter;
    }

    private void send(SourceTable table, long id, ObjectNode envelope, String snapshot) {
        envelope.putObject("source")
                .put("schema", SourceTable.SCHEMA)
                .put("table", table.relation())
                .put("snapshot", snapshot)
                .put("ts_ms", System.currentTimeMillis());
        try {
            send(table, id, JSON.writeValueAsBytes(envelope));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void send(SourceTable table, long id, byte[] value) {
        String key = "{\"id\":" + id + ",\"__table\":\"" + table.qualifiedName() + "\"}";
        try {
            producer.send(new ProducerRecord<>("ocs.changes", 0, key.getBytes(StandardCharsets.UTF_8), value))
                    .get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() throws SQLException {
        producer.close();
        source.close();
    }
}
