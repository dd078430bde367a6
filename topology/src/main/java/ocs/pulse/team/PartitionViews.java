package ocs.pulse.team;

import java.util.HashMap;
import java.util.Map;
import ocs.pulse.change.Placed;
import ocs.pulse.view.SharedTables;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * The views of a partition's teams: built when somebody asks, told of every change, dropped when memory is short. The map is
 * guarded by the gate; a view that is built is already in it, so that it queues what changes meanwhile and nobody builds
 * it twice.
 */
final class PartitionViews {
    private final TeamPartition partition;
    private final StoreTable table;
    private final AppliedRecords applied;
    private final Gate gate;
    private final ViewMemory memory;
    private final Map<Long, LoadedView> views = new HashMap<>();

    PartitionViews(TeamPartition partition, StoreTable table, AppliedRecords applied, Gate gate, ViewMemory memory) {
        this.partition = partition;
        this.table = table;
        this.applied = applied;
        this.gate = gate;
        this.memory = memory;
    }

    // Inside the gate.

    void append(long team, @Nullable Placed before, @Nullable Placed after) {
        LoadedView view = views.get(team);
        if (view != null) {
            view.append(before, after);
        }
    }

    void append(SharedTables shared) {
        views.values().forEach(view -> view.append(shared));
    }

    void publish(long team) {
        LoadedView view = views.get(team);
        if (view != null) {
            view.publish(applied.state(team));
        }
    }

    void publishAll() {
        views.forEach((team, view) -> view.publish(applied.state(team)));
    }

    /** What comes inside a transaction moves only the teams that the transaction leaves alone. */
    void publishWhole() {
        views.forEach((team, view) -> {
            if (!applied.position().isHalfApplied(team)) {
                view.publish(applied.state(team));
            }
        });
    }

    // Outside the gate.

    /** The team's view, which is built first if it is not there. */
    LoadedView of(long team) {
        LoadedView there = find(team);
        return there != null ? there : build(team);
    }

    /** The team's view, if it is there. */
    @Nullable
    LoadedView find(long team) {
        return gate.inside(() -> views.get(team));
    }

    private LoadedView build(long team) {
        Opened opened = gate.whenWhole(team, () -> open(team));
        if (opened.rows() != null) {
            fill(team, opened.view(), opened.rows());
        }
        return opened.view();
    }

    /** @param rows what the view has to be filled with; null where somebody else has begun to */
    private record Opened(LoadedView view, @Nullable KeyValueIterator<Bytes, byte[]> rows) {}

    private Opened open(long team) {
        LoadedView there = views.get(team);
        if (there != null) {
            return new Opened(there, null);
        }
        KeyValueIterator<Bytes, byte[]> rows = table.range(TeamKeys.rows(team));
        LoadedView view = new LoadedView(team, applied.state(team));
        views.put(team, view);
        return new Opened(view, rows);
    }

    private void fill(long team, LoadedView view, KeyValueIterator<Bytes, byte[]> rows) {
        boolean built = false;
        try (rows) {
            view.build(visitor -> StoredRows.forEach(rows, visitor));
            built = true;
        } finally {
            if (!built) {
                drop(team);
            }
        }
        memory.loaded(partition, team, view);
        if (gate.isClosed()) {
            memory.forget(partition, team);
        }
    }

    /** Frees the view's memory; a reader that has it in hand goes on with it. */
    void drop(long team) {
        gate.inside(() -> views.remove(team));
    }

    /** When the gate has closed. */
    void close() {
        gate.move(() -> {
            views.keySet().forEach(team -> memory.forget(partition, team));
            views.clear();
        });
    }
}
