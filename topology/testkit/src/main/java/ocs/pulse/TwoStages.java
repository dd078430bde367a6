package ocs.pulse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import ocs.pulse.change.Envelope;
import ocs.pulse.change.Row;
import ocs.pulse.ledger.LedgerBoard;
import ocs.pulse.ledger.LedgerStatus;
import ocs.pulse.ledger.LedgerTopology;
import ocs.pulse.team.Teams;
import ocs.pulse.team.TeamsTopology;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.test.TestRecord;

/** Both stages under the TopologyTestDriver: envelopes in, answers out. Everything lives in one partition. */
public final class TwoStages implements AutoCloseable {
    private static final long VIEW_MEMORY = 256L << 20;

    private final LedgerBoard board = new LedgerBoard();
    private final Teams teams;
    private final StoreMemory memory = new StoreMemory(64L << 20);
    private final Driver driver;

    /** The stores of both stages; more than one run can go on with them. */
    public record Stores(KeyValueBytesStoreSupplier ledger, KeyValueBytesStoreSupplier teams) {

        /** In RocksDB; every run begins anew, because the test driver wipes the directory. */
        public static Stores onDisk() {
            return new Stores(
                    org.apache.kafka.streams.state.Stores.persistentKeyValueStore(LedgerTopology.STORE),
                    org.apache.kafka.streams.state.Stores.persistentKeyValueStore(TeamsTopology.STORE));
        }

        /** In memory; the next run goes on where the last one was closed. */
        public static Stores kept() {
            return new Stores(new KeptStore(LedgerTopology.STORE), new KeptStore(TeamsTopology.STORE));
        }
    }

    public TwoStages(Path stateDirectory) {
        this(stateDirectory, Stores.onDisk(), VIEW_MEMORY);
    }

    /** @param viewMemory bytes of heap that views may take */
    public TwoStages(Path stateDirectory, Stores stores, long viewMemory) {
        teams = new Teams(1, viewMemory);
        driver = new Driver(
                PulseTopology.build(board, teams, stores.ledger(), stores.teams()),
                stateDirectory,
                Map.of(
                        StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
                        StoreMemory.Setter.class,
                        StoreMemory.SETTING,
                        memory));
    }

    public void send(Envelope envelope) {
        driver.send(envelope);
    }

    /** What could not be read, as it came. */
    public List<byte[]> deadLetters() {
        return driver.read(LedgerTopology.DEAD_LETTERS).stream()
                .map(TestRecord::value)
                .toList();
    }

    /** Lets work that is done in slices go on, until nothing waits. */
    public void work() {
        while (status().work() != null || status().waiting() > 0) {
            driver.driver().advanceWallClockTime(Duration.ofMillis(20));
        }
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
