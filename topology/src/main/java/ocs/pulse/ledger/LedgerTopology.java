package ocs.pulse.ledger;

import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

/**
 * The first stage: from {@value #CHANGES} to {@value #TEAMS}, to {@value #DEAD_LETTERS} what cannot be read, and to
 * {@value #REPAIRS} what came of repairs.
 */
public final class LedgerTopology {
    /** One partition, in commit order. */
    public static final String CHANGES = "ocs.changes";
    /** Keys are {@link TeamKey}s, values {@link ocs.pulse.change.TeamRecords}. */
    public static final String TEAMS = "pulse.teams";

    public static final String DEAD_LETTERS = "ocs.dead-letters";
    /** Values are {@link RepairReport}s. */
    public static final String REPAIRS = "pulse.repairs";

    public static final String SOURCE = "changes";
    public static final String PROCESSOR = "ledger";
    /** Cached: most rows of a page are written one after the other. */
    public static final String STORE = "ledger";

    /** A setting of the application: how often is committed what came just now, milliseconds; without it nothing is early. */
    public static final String EARLY_COMMITS = "pulse.early.commit.interval.ms";

    public static final String TEAMS_SINK = "ledger-teams";
    public static final String DEAD_LETTERS_SINK = "ledger-dead-letters";
    public static final String REPAIRS_SINK = "ledger-repairs";

    /** Bytes of the largest record between and behind the stages: the images before and after of the largest row of capture. */
    public static final int LARGEST_RECORD = 20 << 20;

    /** The broker's: a record with the time of a clock that is far ahead would be refused. */
    public static final String TIMES = "LogAppendTime";

    /** An open segment is never compacted, so a small one keeps what a restart has to read small. */
    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.SEGMENT_BYTES_CONFIG,
            Integer.toString(16 << 20),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
            "0.1",
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            TIMES,
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            Integer.toString(LARGEST_RECORD));

    private LedgerTopology() {}

    /** Adds source, processor, store and sinks; the ledger shows its status on the board. */
    public static void addTo(Topology topology, LedgerBoard board, KeyValueBytesStoreSupplier store) {
        topology.addSource(SOURCE, new ByteArrayDeserializer(), new ByteArrayDeserializer(), CHANGES)
                .addProcessor(PROCESSOR, () -> new LedgerProcessor(board), SOURCE)
                .addStateStore(
                        Stores.keyValueStoreBuilder(store, Serdes.Bytes(), Serdes.ByteArray())
                                .withCachingEnabled()
                                .withLoggingEnabled(CHANGELOG),
                        PROCESSOR)
                .addSink(
                        TEAMS_SINK,
                        TEAMS,
                        new ByteArraySerializer(),
                        new ByteArraySerializer(),
                        new TeamPartitioner(),
                        PROCESSOR)
                .addSink(
                        DEAD_LETTERS_SINK,
                        DEAD_LETTERS,
                        new ByteArraySerializer(),
                        new ByteArraySerializer(),
                        PROCESSOR)
                .addSink(REPAIRS_SINK, REPAIRS, new ByteArraySerializer(), new ByteArraySerializer(), PROCESSOR);
    }
}
