package ocs.pulse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import ocs.pulse.change.Envelope;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.change.TeamRecords;
import ocs.pulse.ledger.LedgerBoard;
import ocs.pulse.ledger.LedgerStatus;
import ocs.pulse.ledger.LedgerTopology;
import ocs.pulse.ledger.TeamKey;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.test.TestRecord;

/** The first stage alone under the TopologyTestDriver: envelopes in, what the teams are told out. */
public final class LedgerStage implements AutoCloseable {
    private final LedgerBoard board = new LedgerBoard();
    private final Driver driver;

    /** What the ledger told, and whom. */
    public record Told(TeamKey to, TeamRecord what) {}

    /** @param store with {@link KeptStore} another run can go on with it */
    public LedgerStage(Path stateDirectory, KeyValueBytesStoreSupplier store) {
        Topology topology = new Topology();
        LedgerTopology.addTo(topology, board, store);
        driver = new Driver(topology, stateDirectory, Map.of());
    }

    public void send(Envelope... envelopes) {
        for (Envelope envelope : envelopes) {
            driver.send(envelope);
        }
    }

    /** Lets this time pass, in which work is gone on with that no record wakes. */
    public void pass(Duration time) {
        driver.driver().advanceWallClockTime(time);
    }

    /** Since the last time, in its order. */
    public List<Told> told() {
        return driver.read(LedgerTopology.TEAMS).stream()
                .map(record -> new Told(TeamKey.decode(record.key()), TeamRecords.decode(record.value())))
                .toList();
    }

    /** What could not be read since the last time, as it came, with the reason in its headers. */
    public List<TestRecord<byte[], byte[]>> deadLetters() {
        return driver.read(LedgerTopology.DEAD_LETTERS);
    }

    public LedgerStatus status() {
        return board.current();
    }

    @Override
    public void close() {
        driver.close();
    }
}
