package ocs.pulse;

import java.nio.file.Path;
import java.util.Map;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.change.TeamRecords;
import ocs.pulse.ledger.TeamKey;
import ocs.pulse.team.Teams;
import ocs.pulse.team.TeamsTopology;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;

/** The second stage alone under the TopologyTestDriver: what teams are told in, answers out. One partition. */
public final class TeamsStage implements AutoCloseable {
    private final Teams teams;
    private final Driver driver;

    /**
     * @param store with {@link KeptStore} another run can go on with it
     * @param viewMemory bytes of heap that views may take
     */
    public TeamsStage(Path stateDirectory, KeyValueBytesStoreSupplier store, long viewMemory) {
        teams = new Teams(1, viewMemory);
        Topology topology = new Topology();
        TeamsTopology.addTo(topology, teams, store, Map.of());
        driver = new Driver(topology, stateDirectory, Map.of());
    }

    public void send(TeamKey to, TeamRecord record) {
        driver.into(TeamsTopology.TOPIC).pipeInput(to.encode(), TeamRecords.encode(record));
    }

    public Teams teams() {
        return teams;
    }

    @Override
    public void close() {
        driver.close();
    }
}
