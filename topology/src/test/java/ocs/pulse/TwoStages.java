package ocs.pulse;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Properties;
import ocs.pulse.change.Envelope;
import ocs.pulse.change.Row;
import ocs.pulse.ledger.LedgerBoard;
import ocs.pulse.ledger.LedgerStatus;
import ocs.pulse.ledger.LedgerTopology;
import ocs.pulse.team.Teams;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** Both stages under the TopologyTestDriver: envelopes in, answers out. Everything lives in one partition. */
public final class TwoStages implements AutoCloseable {
    private static final long VIEW_MEMORY = 256L << 20;

    private final LedgerBoard board = new LedgerBoard();
    private final Teams teams = new Teams(1, VIEW_MEMORY);
    private final StoreMemory memory = new StoreMemory(64L << 20);
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> changes;

    /** Continues with the state of this directory; an empty one is a first start. */
    public TwoStages(Path stateDirectory) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, PulseTopology.APPLICATION_ID);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "not:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreMemory.Setter.class);
        properties.put(StoreMemory.SETTING, memory);
        driver = new TopologyTestDriver(PulseTopology.build(board, teams), properties);
        changes = driver.createInputTopic(LedgerTopology.CHANGES, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public void send(Envelope envelope) {
        changes.pipeInput(envelope.keyBytes(), envelope.valueBytes());
    }

    /** A whole snapshot of these rows, in their order. */
    public void snapshot(Collection<? extends Row> rows, long lsn) {
        send(Envelope.notification("STARTED"));
        rows.forEach(row -> send(Envelope.snapshot(row, lsn)));
        send(Envelope.notification("COMPLETED"));
    }

    /** How the ledger is doing. */
    public LedgerStatus status() {
        return board.current();
    }

    public Teams teams() {
        return teams;
    }

    @Override
    public void close() {
        driver.close();
        memory.close();
    }
}
