package ocs.pulse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import ocs.pulse.PartitionReport.Held;
import ocs.pulse.ledger.LedgerBoard;
import ocs.pulse.ledger.LedgerStatus;
import ocs.pulse.ledger.LedgerTopology;
import ocs.pulse.store.DamagedStore;
import ocs.pulse.team.EarlyViews;
import ocs.pulse.team.Standbys;
import ocs.pulse.team.Teams;
import ocs.pulse.team.TeamsTopology;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The stages, running in this process until closed or until one of them fails. */
public final class PulseStreams implements AutoCloseable {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

    /** A member that died is missed after this; the least that brokers allow by default. */
    private static final int SESSION_TIMEOUT_MS = 6_000;

    /** Gone for this long, the process may have been missed already. */
    private static final Duration FREEZE = Duration.ofMillis(SESSION_TIMEOUT_MS / 2);

    /** For a transaction that is half applied in a copy to end. */
    private static final Duration COPY_PATIENCE = Duration.ofSeconds(1);

    /** The first start makes changelogs on the way. */
    private static final long REMEMBER_SECONDS = 10;

    private static final int TICK_MS = 250;

    /** How often it is looked whether a store that is being copied has caught up and can move; the least there is. */
    private static final int PROBING_MS = 60_000;

    /** No input may take longer than this. Whoever comes up in a dead one's place ends its transaction at once. */
    public static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(1);

    /** In a group another member takes over, and can read no further than to what a dead one left open, until this is over. */
    private static final Duration GROUP_TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

    /** What nobody waits for is committed this often: a commit costs about as much as a hundred changes. */
    private static final long LATEST_COMMIT_MS = 500;

    /** After the first refusal; a transaction is refused for a moment while the end of the last one is being written. */
    private static final long RETRY_MS = 5;

    private static final long MOST_POLL_MS = 100;

    /** How long a commit waits for a Kafka that is away: a day. */
    private static final int OUTAGE_MS = 86_400_000;

    private final Teams teams;
    private final LedgerBoard board = new LedgerBoard();
    private final RestoreProgress restore = new RestoreProgress();
    private final StageFailures failures = new StageFailures();
    private final StoreMemory memory;
    private final KafkaStreams streams;
    private final Optional<Members> members;
    private final Standbys standbys;
    private final Freeze freeze;
    private final ScheduledExecutorService ticker;
    private final ScheduledExecutorService remembering;
    private final ScheduledExecutorService building;

    private PulseStreams(StreamsSettings settings) {
        this.teams = new Teams(settings.partitions(), settings.viewMemory());
        this.memory = new StoreMemory(settings.storeMemory());
        this.streams = new KafkaStreams(PulseTopology.build(board, teams), properties(settings, memory));
        this.members = settings.cluster().address().map(own -> new Members(streams, HostInfo.buildFromEndpoint(own)));
        this.standbys = new Standbys(settings.partitions(), this::copy, settings.viewMemory() / 4, COPY_PATIENCE);
        this.freeze = new Freeze(FREEZE, System::nanoTime, this::heartbeats);
        this.ticker = daemon("pulse-freeze");
        this.remembering = daemon("pulse-remember");
        this.building = daemon("pulse-early-views");
        streams.setGlobalStateRestoreListener(restore);
        streams.setUncaughtExceptionHandler(failures);
    }

    /** Whether there is what the stages read; a {@link StreamsProblem} where Kafka does not answer. */
    public static boolean canStart(StreamsSettings settings) {
        return new StreamsTopics(settings).haveChanges();
    }

    /** Makes and checks the topics, then starts; a {@link StreamsProblem} where that cannot be. */
    public static PulseStreams start(StreamsSettings settings) {
        Map<String, String> topics = new StreamsTopics(settings).prepare();
        StateDirectory.claim(settings.stateDirectory(), topics);
        PulseStreams stages = new PulseStreams(settings);
        stages.open();
        var unused = stages.ticker.scheduleWithFixedDelay(stages.freeze::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
        new EarlyViews(stages.teams, settings.viewMemory(), FirstQuestions::ask).start(stages.building);
        if (topics.size() < PulseTopology.FILLING.size()) {
            stages.rememberLater(settings);
        }
        return stages;
    }

    /** Opens the stores that are here already, too. */
    private void open() {
        try {
            streams.start();
        } catch (DamagedStore damaged) {
            close();
            throw StageFailures.problem(damaged);
        }
    }

    private void rememberLater(StreamsSettings settings) {
        var unused = remembering.schedule(() -> remember(settings), REMEMBER_SECONDS, TimeUnit.SECONDS);
    }

    private void remember(StreamsSettings settings) {
        try {
            Map<String, String> topics = new StreamsTopics(settings).ids();
            StateDirectory.remember(settings.stateDirectory(), topics);
            if (topics.size() < PulseTopology.FILLING.size()) {
                rememberLater(settings);
            }
        } catch (StreamsProblem away) {
            rememberLater(settings);
        }
    }

    /** The instances of the group; empty where this one stands alone. */
    public Optional<Members> members() {
        return members;
    }

    /** Answers from what this instance keeps for others. */
    public Standbys standbys() {
        return standbys;
    }

    private ReadOnlyKeyValueStore<Bytes, byte[]> copy(int partition) {
        try {
            return streams.store(StoreQueryParameters.fromNameAndType(
                            TeamsTopology.STORE, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
                    .withPartition(partition)
                    .enableStaleStores());
        } catch (IllegalStateException stopping) {
            throw new InvalidStateStoreException("The stages stop", stopping);
        }
    }

    /** Whether this process stood still and its group has not yet confirmed that its partitions are still its own. */
    public boolean isSuspect() {
        return freeze.isSuspect();
    }

    private Map<String, Double> heartbeats() {
        Map<String, Double> answered = new HashMap<>();
        streams.metrics().forEach((name, metric) -> {
            if (name.name().equals("heartbeat-total")
                    && name.group().equals("consumer-coordinator-metrics")
                    && metric.metricValue() instanceof Double count) {
                answered.put(name.tags().getOrDefault("client-id", ""), count);
            }
        });
        return answered;
    }

    /** For its metrics alone. */
    public KafkaStreams kafka() {
        return streams;
    }

    public Teams teams() {
        return teams;
    }

    public LedgerStatus ledger() {
        return board.current();
    }

    /** Completes, with the reason, if a stage fails. */
    public CompletableFuture<RuntimeException> failure() {
        return failures.first();
    }

    /** What an answer about some team still waits for, a line each; empty where all teams can be asked about. */
    public List<String> waitingFor() {
        List<String> lines = new ArrayList<>();
        int here = teams.partitions().size();
        long left = restore.left();
        int elsewhere = elsewhere();
        if (here + elsewhere < teams.partitionCount()) {
            lines.add("stores: " + here + " of " + (teams.partitionCount() - elsewhere) + " partitions are open"
                    + (left > 0 ? ", " + left + " records to restore" : ""));
        } else if (teams.complete() < here) {
            lines.add(snapshot(ledger()));
        }
        return lines;
    }

    /** The rows are counted where the ledger is, which may be another instance. */
    private static String snapshot(LedgerStatus ledger) {
        return ledger.equals(LedgerStatus.UNKNOWN)
                ? "snapshot: not all of it has come"
                : "snapshot: " + ledger.snapshotRows() + " rows so far";
    }

    /** Partitions that this instance keeps a copy of. */
    public long copied() {
        return members.map(group -> IntStream.range(0, teams.partitionCount())
                        .filter(partition -> group.standbys(partition).stream().anyMatch(Member::here))
                        .count())
                .orElse(0L);
    }

    /** Records of changelogs that are still to be read before stores that are being restored are open. */
    public long restoreLeft() {
        return restore.left();
    }

    /** How each partition of the teams stage is doing, in order. */
    public List<PartitionReport> partitions() {
        return IntStream.range(0, teams.partitionCount()).mapToObj(this::report).toList();
    }

    private PartitionReport report(int partition) {
        boolean active = teams.partitions().contains(partition);
        OptionalLong watermark = active ? teams.watermarkAt(partition) : standbys.watermarkAt(partition);
        return new PartitionReport(
                partition,
                members.flatMap(group -> group.active(partition)),
                members.map(group -> group.standbys(partition)).orElse(List.of()),
                active ? Held.ACTIVE : standbys.has(partition) ? Held.STANDBY : Held.NOTHING,
                watermark,
                restore.left(new TopicPartition(PulseTopology.changelog(TeamsTopology.STORE), partition)));
    }

    /** Partitions that other instances hold, or are about to. */
    private int elsewhere() {
        return members.map(group -> (int) IntStream.range(0, teams.partitionCount())
                        .filter(partition -> !teams.partitions().contains(partition))
                        .filter(partition -> group.active(partition)
                                .filter(holder -> !holder.here())
                                .isPresent())
                        .count())
                .orElse(0);
    }

    @Override
    public void close() {
        building.shutdownNow();
        ticker.shutdownNow();
        remembering.shutdownNow();
        streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(CLOSE_LIMIT));
        memory.close();
    }

    private static ScheduledExecutorService daemon(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    private static Properties properties(StreamsSettings settings, StoreMemory memory) {
        Properties properties = new Properties();
        properties.putAll(settings.kafka());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, PulseTopology.APPLICATION_ID);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        long early = settings.commitInterval().toMillis();
        properties.put(LedgerTopology.EARLY_COMMITS, early);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, Math.max(early, LATEST_COMMIT_MS));
        // A thread that waits for records does nothing else, be it due.
        properties.put(StreamsConfig.POLL_MS_CONFIG, Math.min(early, MOST_POLL_MS));
        settings.cluster()
                .address()
                .ifPresent(address -> properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, address));
        properties.put(
                StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.cluster().standbys());
        properties.put(
                StreamsConfig.REPLICATION_FACTOR_CONFIG,
                settings.cluster().replication().orElse(-1));
        properties.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, PROBING_MS);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 32L << 20);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreMemory.Setter.class);
        properties.put(StoreMemory.SETTING, memory);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                instanceId(settings.stateDirectory()));
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), SESSION_TIMEOUT_MS / 4);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 2);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), RETRY_MS);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), LedgerTopology.LARGEST_RECORD);
        // A second request on the way can overtake the one that adds its partition to the transaction.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        // A commit that gives up on a Kafka that is away closes its stores, and with them the answers.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_BLOCK_MS_CONFIG), OUTAGE_MS);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG), OUTAGE_MS);
        Duration transaction =
                settings.cluster().address().isPresent() ? GROUP_TRANSACTION_TIMEOUT : TRANSACTION_TIMEOUT;
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), (int) transaction.toMillis());
        return properties;
    }

    /** A name that stays with the state, so that a restart after a crash takes its old place at once. */
    private static String instanceId(Path stateDirectory) {
        Path file = stateDirectory.resolve("instance-id");
        try {
            Files.createDirectories(stateDirectory);
            if (!Files.exists(file)) {
                Path draft = stateDirectory.resolve("instance-id.new");
                Files.writeString(draft, UUID.randomUUID().toString());
                Files.move(draft, file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The state directory " + stateDirectory + " cannot be written", e);
        }
    }
}
