package ocs.pulse;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import ocs.pulse.change.Envelope;
import ocs.pulse.ledger.LedgerTopology;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** A topology under the TopologyTestDriver, its topics in bytes. */
final class Driver implements AutoCloseable {
    private final TopologyTestDriver driver;

    Driver(Topology topology, Path stateDirectory, Map<String, Object> more) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, PulseTopology.APPLICATION_ID);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "not:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        settings.putAll(more);
        this.driver = new TopologyTestDriver(topology, settings);
    }

    TopologyTestDriver driver() {
        return driver;
    }

    TestInputTopic<byte[], byte[]> into(String topic) {
        return driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void send(Envelope envelope) {
        into(LedgerTopology.CHANGES).pipeInput(envelope.keyBytes(), envelope.valueBytes());
    }

    /** What has come out since the last time. */
    List<TestRecord<byte[], byte[]>> read(String topic) {
        TestOutputTopic<byte[], byte[]> output =
                driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        return output.readRecordsToList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
