package ocs.pulse.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.LongStream;
import ocs.pulse.KeptStore;
import ocs.pulse.change.Envelope;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.change.TeamRecords;
import ocs.pulse.tables.SourceTable;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTopologyTest {
    private static final Row.Chat CHAT = new Row.Chat(50, 6);

    @TempDir
    Path directory;

    private final LedgerBoard board = new LedgerBoard();

    @Test
    void shouldTellTheTeamWhatHappenedToItsRows() {
        try (TopologyTestDriver driver = driver(Stores.persistentKeyValueStore(LedgerTopology.STORE))) {
            send(driver, LedgerHarness.inserts(1, CHAT));
            send(driver, Envelope.delete(SourceTable.CHAT, 50, 2, 200), Envelope.end(2));

            Placed placed = Placed.in(50, CHAT);
            assertThat(told(driver))
                    .containsExactly(
                            KeyValue.pair(TeamKey.of(6), new TeamRecord.Changed(6L, null, placed, 1, 100, 100)),
                            KeyValue.pair(TeamKey.of(6), new TeamRecord.TransactionEnd(1, 100)),
                            KeyValue.pair(TeamKey.of(6), new TeamRecord.Changed(6L, placed, null, 2, 200, 200)),
                            KeyValue.pair(TeamKey.of(6), new TeamRecord.TransactionEnd(2, 200)));
        }
    }

    @Test
    void shouldKeepAnUnreadableEnvelopeAsItCame() {
        try (TopologyTestDriver driver = driver(Stores.persistentKeyValueStore(LedgerTopology.STORE))) {
            Envelope broken = Envelope.unreadable(SourceTable.TAG, 4, 3, 300);
            send(driver, broken);

            TestRecord<byte[], byte[]> letter =
                    output(driver, LedgerTopology.DEAD_LETTERS).readRecord();
            assertThat(letter.value()).isEqualTo(broken.valueBytes());
            assertThat(letter.headers())
                    .extracting(Header::key, header -> new String(header.value(), StandardCharsets.UTF_8))
                    .extracting(Object::toString)
                    .anyMatch(header -> header.contains("annotations_tag"));
            assertThat(board.current().isDegraded()).isTrue();
        }
    }

    @Test
    void shouldGoOnWithWorkAfterARestartWhenNoRecordComes() {
        KeptStore kept = new KeptStore(LedgerTopology.STORE);
        try (TopologyTestDriver driver = driver(kept)) {
            send(driver, LedgerHarness.inserts(1, CHAT));
            send(
                    driver,
                    LedgerHarness.inserts(
                            2,
                            LongStream.rangeClosed(1, 3_500)
                                    .mapToObj(id -> new Row.Message(id, 50, "ai", id))
                                    .toArray(Row[]::new)));
            send(driver, Envelope.update(new Row.Chat(50, 7), 3, 93_500), Envelope.end(3));
            assertThat(told(driver)).isNotEmpty();
            assertThat(board.current().work()).isNotNull();
        }
        try (TopologyTestDriver driver = driver(kept)) {
            driver.advanceWallClockTime(Duration.ofSeconds(1));

            List<KeyValue<TeamKey, TeamRecord>> told = told(driver);
            assertThat(told).hasSizeGreaterThan(2_500);
            assertThat(told.get(told.size() - 1))
                    .isEqualTo(KeyValue.pair(TeamKey.ofAll(List.of(6L, 7L)), new TeamRecord.TransactionEnd(3, 93_500)));
            assertThat(board.current().work()).isNull();
        }
    }

    private TopologyTestDriver driver(KeyValueBytesStoreSupplier store) {
        Topology topology = new Topology();
        LedgerTopology.addTo(topology, board, store);
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "ledger-test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        return new TopologyTestDriver(topology, settings);
    }

    private static void send(TopologyTestDriver driver, Envelope... envelopes) {
        TestInputTopic<byte[], byte[]> changes =
                driver.createInputTopic(LedgerTopology.CHANGES, new ByteArraySerializer(), new ByteArraySerializer());
        for (Envelope envelope : envelopes) {
            changes.pipeInput(envelope.keyBytes(), envelope.valueBytes());
        }
    }

    private static List<KeyValue<TeamKey, TeamRecord>> told(TopologyTestDriver driver) {
        List<KeyValue<TeamKey, TeamRecord>> told = new ArrayList<>();
        for (KeyValue<byte[], byte[]> record :
                output(driver, LedgerTopology.TEAMS).readKeyValuesToList()) {
            told.add(KeyValue.pair(TeamKey.decode(record.key), TeamRecords.decode(record.value)));
        }
        return told;
    }

    private static TestOutputTopic<byte[], byte[]> output(TopologyTestDriver driver, String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
