package ocs.pulse;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import ocs.pulse.ledger.LedgerBoard;
import ocs.pulse.ledger.LedgerTopology;
import ocs.pulse.store.CheckedStores;
import ocs.pulse.store.Damages;
import ocs.pulse.team.Teams;
import ocs.pulse.team.TeamsTopology;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;

/**
 * The whole topology.
 *
 * <pre>
 * ocs.changes --> ledger --> pulse.teams --> teams
 *  1 partition    1 task     by team         a task for each partition
 *                   |
 *                   +--> ocs.dead-letters, pulse.repairs
 * </pre>
 *
 * A change of a name here loses the state that was kept under the old one.
 */
public final class PulseTopology {
    /** Names the consumer group, the changelogs and the transactions. */
    public static final String APPLICATION_ID = "pulse";

    /** The topics that stores are filled from, by way of the stages or by restoring them. */
    static final List<String> FILLING = List.of(
            LedgerTopology.CHANGES,
            LedgerTopology.TEAMS,
            changelog(LedgerTopology.STORE),
            changelog(TeamsTopology.STORE));

    /** Small segments: an active one is never compacted, and a restart after a crash reads all of it. */
    static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.SEGMENT_BYTES_CONFIG,
            Integer.toString(16 << 20),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
            "0.1",
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            LedgerTopology.TIMES,
            TopicConfig.COMPRESSION_TYPE_CONFIG,
            "producer",
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            Integer.toString(LedgerTopology.LARGEST_RECORD));

    private PulseTopology() {}

    /** As Kafka Streams names it. */
    static String changelog(String store) {
        return APPLICATION_ID + "-" + store + "-changelog";
    }

    /**
     * @param board where the ledger shows how it is doing
     * @param teams where the partitions of the teams stage announce themselves
     */
    public static Topology build(LedgerBoard board, Teams teams) {
        Damages damages = new Damages();
        return build(
                board,
                teams,
                new CheckedStores(LedgerTopology.STORE, damages),
                new CheckedStores(TeamsTopology.STORE, damages));
    }

    /** With other stores than those on disk. */
    static Topology build(
            LedgerBoard board, Teams teams, KeyValueBytesStoreSupplier ledger, KeyValueBytesStoreSupplier team) {
        Properties naming = new Properties();
        naming.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        naming.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "not:1");
        naming.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        Topology topology = new Topology(new TopologyConfig(new StreamsConfig(naming)));
        LedgerTopology.addTo(topology, board, ledger);
        TeamsTopology.addTo(topology, teams, team, CHANGELOG);
        return topology;
    }
}
