package ocs.pulse.team;

import java.util.Map;
import ocs.pulse.change.TeamRecords;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

/** The names and nodes of the teams stage. */
public final class TeamsTopology {
    /** Between the stages: records for teams, partitioned by team. */
    public static final String TOPIC = "pulse.teams";

    public static final String SOURCE = "teams-source";
    public static final String PROCESSOR = "teams";

    /** Everything about the teams of a partition. Without a cache: readers read what the writer wrote. */
    public static final String STORE = "teams";

    private TeamsTopology() {}

    /** @param changelog settings of the store's changelog topic */
    public static void addTo(
            Topology topology, Teams teams, KeyValueBytesStoreSupplier store, Map<String, String> changelog) {
        topology.addSource(
                SOURCE, Serdes.ByteArray().deserializer(), TeamRecords.serde().deserializer(), TOPIC);
        topology.addProcessor(PROCESSOR, () -> new TeamsProcessor(teams), SOURCE);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(store, Serdes.Bytes(), Serdes.ByteArray())
                        .withCachingDisabled()
                        .withLoggingEnabled(changelog),
                PROCESSOR);
    }
}
