package ocs.pulse.team;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import ocs.pulse.change.Row;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.ledger.LostState;
import ocs.pulse.ledger.TeamPartitioner;
import ocs.pulse.view.SharedTables;
import ocs.pulse.view.TeamView;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * Answers questions about the teams whose partitions this process holds; thread-safe. Every method that needs a partition
 * throws {@link NotReadyException} where it is not here, or has no first snapshot yet.
 */
public final class Teams {
    private final int partitionCount;
    private final ViewMemory memory;
    private final LostState lost = new LostState();
    private final Map<Integer, TeamPartition> partitions = new ConcurrentHashMap<>();
    private final Map<Integer, Set<Runnable>> listeners = new ConcurrentHashMap<>();

    /**
     * @param partitionCount of the topic between the stages
     * @param viewMemory bytes of heap that views may take
     */
    public Teams(int partitionCount, long viewMemory) {
        this.partitionCount = partitionCount;
        this.memory = new ViewMemory(viewMemory);
    }

    Collection<TeamPartition> held() {
        return List.copyOf(partitions.values());
    }

    ViewMemory memory() {
        return memory;
    }

    LostState lost() {
        return lost;
    }

    void opened(TeamPartition partition) {
        partitions.put(partition.number(), partition);
        partition.listen(() -> changed(partition.number()));
        changed(partition.number());
    }

    void closed(TeamPartition partition) {
        partitions.remove(partition.number(), partition);
        changed(partition.number());
    }

    private void changed(int number) {
        listeners.getOrDefault(number, Set.of()).forEach(Runnable::run);
    }

    /** The team with this slug; every partition knows all teams. */
    public Optional<Row.Team> find(String slug) {
        return shared().teamOfSlug(slug);
    }

    /** Every team, in no order. */
    public Answer<List<Row.Team>> all() {
        return anyComplete().teams();
    }

    private SharedTables shared() {
        return anyComplete().shared();
    }

    private TeamPartition anyComplete() {
        return partitions.values().stream()
                .filter(partition -> partition.position().complete())
                .findFirst()
                .orElseThrow(() -> new NotReadyException(
                        partitions.isEmpty() ? "the partitions of the teams stage" : "the first snapshot"));
    }

    /** Asks one version of the team's view. */
    public <A> Answer<A> ask(long team, Function<TeamView, A> question) {
        return of(team, partition -> partition.ask(team, question));
    }

    /** The version that an answer about the team would have now, with what it would reflect; asks nothing. */
    public Answer<String> version(long team) {
        return of(team, partition -> partition.version(team));
    }

    /** Asks the aggregates of the team's store. */
    public <A> Answer<A> read(long team, Function<StoreFigures, A> question) {
        return of(team, partition -> partition.read(team, question));
    }

    /**
     * Waits until answers about the team contain what was committed before this position.
     *
     * @return false where the time was over first
     */
    public boolean awaitLsn(long team, long lsn, Duration limit) {
        return of(team, partition -> partition.awaitLsn(lsn, limit.toNanos()));
    }

    /**
     * Runs the listener whenever an answer about the team may have become another, and when its partition comes or goes; in
     * the writer's thread, so it must be quick.
     */
    public void listen(long team, Runnable listener) {
        listeners
                .computeIfAbsent(partitionOf(team), number -> ConcurrentHashMap.newKeySet())
                .add(listener);
    }

    public void unlisten(long team, Runnable listener) {
        listeners.getOrDefault(partitionOf(team), Set.of()).remove(listener);
    }

    /** The numbers of the partitions that are here. */
    public Collection<Integer> partitions() {
        return List.copyOf(partitions.keySet());
    }

    /** The partition that a team is in. */
    public int partitionOf(long team) {
        return TeamPartitioner.partition(team, partitionCount);
    }

    public int partitionCount() {
        return partitionCount;
    }

    /** Partitions that are here and have applied a first snapshot whole. */
    public long complete() {
        return partitions.values().stream()
                .filter(partition -> partition.position().complete())
                .count();
    }

    /** The watermark's commit time of one partition, Unix milliseconds; empty where it is not here, or has none. */
    public OptionalLong watermarkAt(int number) {
        TeamPartition partition = partitions.get(number);
        long at = partition == null ? 0 : partition.position().watermarkAt();
        return at == 0 ? OptionalLong.empty() : OptionalLong.of(at);
    }

    /** The oldest watermark's commit time over the partitions that are here, Unix milliseconds; 0 without any. */
    public long watermarkAt() {
        return partitions.values().stream()
                .mapToLong(partition -> partition.position().watermarkAt())
                .min()
                .orElse(0);
    }

    /** The tables that lack a change which could not be read, as any partition knows them. */
    public TeamRecord.Degraded degraded() {
        return partitions.values().stream()
                .findAny()
                .map(partition -> partition.position().degraded())
                .orElse(TeamRecord.Degraded.NONE);
    }

    /** How many views have been built since the process began. */
    public long viewBuilds() {
        return memory.builds();
    }

    /** The heap that views take, roughly. */
    public long viewBytes() {
        return memory.bytes();
    }

    private <A> A of(long team, Function<TeamPartition, A> question) {
        int number = partitionOf(team);
        TeamPartition partition = partitions.get(number);
        if (partition == null) {
            throw new NotReadyException("partition " + number + " of the teams stage");
        }
        try {
            return question.apply(partition);
        } catch (InvalidStateStoreException e) {
            throw new NotReadyException("partition " + number + " of the teams stage, which is moving");
        }
    }
}
