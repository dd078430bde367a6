package ocs.pulse.team;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import ocs.pulse.change.Row;
import ocs.pulse.change.Rows;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.proto.TeamPositionProto;
import ocs.pulse.view.SharedTables;
import ocs.pulse.view.TeamView;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The teams of one partition: its store, its views, and the gate between the one writer (the stream thread) and readers.
 *
 * <p>The writer holds the gate while it applies one record, so whoever holds it sees the store between two records. A reader
 * holds it only to open an iterator and to register a new view's queue, or to read a few aggregates; never while a view
 * is built or a question is answered. A partition that is closed answers no more: the next one builds its own views.
 */
public final class TeamPartition {
    /** A transaction of more changes than this may be seen half applied, and answers say so. */
    private static final int MOST_HELD_BACK = 10_000;

    /** So often the store is read without the gate in the hope that nothing changes meanwhile. */
    private static final int FREE_READS = 3;

    private static final long MOST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final int number;
    private final StoreTable table;
    private final TeamWriter writer;
    private final ViewMemory memory;
    private final ReentrantLock gate = new ReentrantLock();
    private final Condition moved = gate.newCondition();

    /** Tells versions apart that were given before and after a restart inside a snapshot. */
    private final String opening;

    // Guarded by the gate.
    private final Map<Long, LoadedView> views = new HashMap<>();
    private final Map<Long, Long> changedAt = new HashMap<>();
    private final Set<Runnable> listeners = new HashSet<>();
    private SharedTables shared = SharedTables.EMPTY;
    private TeamPosition position;
    private long newest;
    private long sharedChangedAt;
    private int heldBack;
    private boolean closed;

    /** Opens the partition over its restored store. */
    TeamPartition(int number, KeyValueStore<Bytes, byte[]> store, ViewMemory memory) {
        this.number = number;
        this.table = new StoreTable(store);
        this.writer = new TeamWriter(table);
        this.memory = memory;
        this.position = TeamPosition.ofProto(
                table.get(TeamKeys.position(), TeamPositionProto.parser(), TeamPositionProto::getDefaultInstance));
        this.newest = position.changedAt();
        this.sharedChangedAt = newest;
        this.opening = position.snapshotOpen()
                ? Long.toHexString(ThreadLocalRandom.current().nextLong())
                : "";
        table.forEach(TeamKeys.shared(), (key, value) -> shared = shared.with(Rows.parse(value)));
    }

    int number() {
        return number;
    }

    // The writer's side.

    /** @param offset the record's, which grows from record to record */
    void apply(TeamRecord record, long offset) {
        gate.lock();
        try {
            if (record instanceof TeamRecord.Changed changed) {
                Long team = changed.teamId();
                if (team == null) {
                    changeShared(changed, offset);
                } else {
                    change(team, changed, offset);
                }
            } else if (record instanceof TeamRecord.TransactionEnd end) {
                move(position.ended(end.committedAt()));
                heldBack = 0;
                publish();
            } else if (record instanceof TeamRecord.Watermark watermark) {
                move(position.watermark(watermark.lsn(), watermark.committedAt()));
                publishWhole();
            } else if (record instanceof TeamRecord.Snapshot snapshot) {
                move(position.snapshot(snapshot.epoch(), snapshot.complete()));
                publish();
            }
            moved.signalAll();
        } finally {
            gate.unlock();
        }
    }

    private void change(long team, TeamRecord.Changed changed, long offset) {
        if (changed.transaction() != 0 && !isTouched(changed.transaction(), team)) {
            move(position.touched(changed.transaction(), team));
        }
        newest = offset;
        changedAt.put(team, offset);
        LoadedView view = views.get(team);
        if (view != null) {
            view.append(changed.before(), changed.after());
        }
        writer.apply(team, changed.before(), changed.after(), shared);
        heldBack += changed.transaction() == 0 ? 0 : 1;
        moveAlone(changed);
        if (view != null && (changed.transaction() == 0 || heldBack > MOST_HELD_BACK)) {
            view.publish(state(team));
        }
    }

    private boolean isTouched(long transaction, long team) {
        return position.openTransaction() == transaction && position.openTeams().contains(team);
    }

    private void changeShared(TeamRecord.Changed changed, long offset) {
        if (changed.transaction() != 0
                && !(position.openTransaction() == changed.transaction() && position.openShared())) {
            move(position.touchedShared(changed.transaction()));
        }
        SharedTables before = shared;
        Row row = changed.row();
        if (changed.after() == null) {
            shared = before.without(row);
            table.delete(TeamKeys.shared(row.table().code(), row.id()));
        } else {
            shared = before.with(row);
            table.put(TeamKeys.shared(row.table().code(), row.id()), Rows.toProto(row));
        }
        newest = offset;
        sharedChangedAt = offset;
        for (LoadedView view : views.values()) {
            view.append(shared);
        }
        if (row instanceof Row.Channel) {
            writer.channel(row.id(), before, shared);
        }
        moveAlone(changed);
        if (changed.transaction() == 0) {
            publish();
        }
    }

    /** A change that is no part of a transaction ends itself; in a snapshot the position is kept now and then. */
    private void moveAlone(TeamRecord.Changed changed) {
        if (changed.transaction() == 0 && !position.snapshotOpen()) {
            move(position);
        }
    }

    private void move(TeamPosition next) {
        position = next.changed(newest);
        table.put(TeamKeys.position(), position.toProto());
    }

    private void publish() {
        views.forEach((team, view) -> view.publish(state(team)));
        listeners.forEach(Runnable::run);
    }

    /** A watermark inside a transaction moves only the teams that the transaction leaves alone. */
    private void publishWhole() {
        views.forEach((team, view) -> {
            if (!position.isHalfApplied(team)) {
                view.publish(state(team));
            }
        });
        listeners.forEach(Runnable::run);
    }

    private LoadedView.State state(long team) {
        return new LoadedView.State(position, shared, lastChange(team), version(team), position.isHalfApplied(team));
    }

    private String version(long team) {
        return number + "." + lastChange(team) + "." + position.epoch()
                + (position.snapshotOpen() ? "s" + opening : "");
    }

    /** Offset of the newest change that concerns the team; after a restart the newest of any team until then. */
    private long lastChange(long team) {
        return Math.max(changedAt.getOrDefault(team, -1L), sharedChangedAt);
    }

    /** Views die with their partition. */
    void close() {
        gate.lock();
        try {
            closed = true;
            views.keySet().forEach(team -> memory.forget(this, team));
            views.clear();
            moved.signalAll();
        } finally {
            gate.unlock();
        }
    }

    // The readers' side.

    SharedTables shared() {
        gate.lock();
        try {
            return shared;
        } finally {
            gate.unlock();
        }
    }

    TeamPosition position() {
        gate.lock();
        try {
            return position;
        } finally {
            gate.unlock();
        }
    }

    /** Asks the team's view, which is built first if it is not there. */
    <A> Answer<A> ask(long team, Function<TeamView, A> question) {
        LoadedView view = view(team);
        return view.ask(question, memory.tick());
    }

    private LoadedView view(long team) {
        KeyValueIterator<Bytes, byte[]> rows;
        LoadedView view;
        gate.lock();
        try {
            LoadedView loaded = views.get(team);
            if (loaded != null) {
                return loaded;
            }
            awaitWhole(team);
            loaded = views.get(team);
            if (loaded != null) {
                return loaded;
            }
            rows = table.range(TeamKeys.rows(team));
            view = new LoadedView(team, state(team));
            views.put(team, view);
        } finally {
            gate.unlock();
        }
        build(team, view, rows);
        return view;
    }

    private void build(long team, LoadedView view, KeyValueIterator<Bytes, byte[]> rows) {
        boolean built = false;
        try (rows) {
            view.build(row -> {
                while (rows.hasNext()) {
                    StoredRows.forEach(rows.next(), row);
                }
            });
            built = true;
        } finally {
            if (!built) {
                drop(team);
            }
        }
        memory.loaded(this, team, view);
        if (isClosed()) {
            memory.forget(this, team);
        }
    }

    private boolean isClosed() {
        gate.lock();
        try {
            return closed;
        } finally {
            gate.unlock();
        }
    }

    /** Frees the view's memory; a reader that has it in hand goes on with it. */
    void drop(long team) {
        gate.lock();
        try {
            views.remove(team);
        } finally {
            gate.unlock();
        }
    }

    /**
     * Reads aggregates of the team from the store, between two records and, if that can be had, between transactions. The
     * question may be asked more than once: first without the gate, and where the team changes meanwhile, again.
     */
    <A> Answer<A> read(long team, Function<StoreFigures, A> question) {
        for (int attempt = 0; attempt < FREE_READS; attempt++) {
            LoadedView.State before = stateToRead(team);
            A value = question.apply(new StoreFigures(team, before.shared(), table));
            if (isStill(team, before)) {
                return before.answer(value);
            }
        }
        gate.lock();
        try {
            awaitWhole(team);
            return state(team).answer(question.apply(new StoreFigures(team, shared, table)));
        } finally {
            gate.unlock();
        }
    }

    private LoadedView.State stateToRead(long team) {
        gate.lock();
        try {
            awaitWhole(team);
            return state(team);
        } finally {
            gate.unlock();
        }
    }

    private boolean isStill(long team, LoadedView.State before) {
        gate.lock();
        try {
            return !closed && lastChange(team) == before.lastChange();
        } finally {
            gate.unlock();
        }
    }

    /** Holds the gate, gives it up while waiting. Does not wait for a transaction that is larger than is held back. */
    private void awaitWhole(long team) {
        await(() -> !position.isHalfApplied(team) || heldBack > MOST_HELD_BACK, MOST_WAIT_NANOS);
        if (closed) {
            throw new NotReadyException("partition " + number + " is moving");
        }
        if (!position.complete()) {
            throw new NotReadyException("the first snapshot");
        }
    }

    /** @return whether the watermark has come that far within the time */
    boolean awaitLsn(long lsn, long nanos) {
        gate.lock();
        try {
            return await(() -> Long.compareUnsigned(position.watermarkLsn(), lsn) >= 0, nanos);
        } finally {
            gate.unlock();
        }
    }

    private boolean await(Supplier<Boolean> condition, long nanos) {
        long left = nanos;
        try {
            while (!condition.get() && !closed) {
                if (left <= 0) {
                    return false;
                }
                left = moved.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReadyException("interrupted");
        }
        return !closed;
    }

    /** Runs whenever something may have become visible; must be quick. */
    void listen(Runnable listener) {
        gate.lock();
        try {
            listeners.add(listener);
        } finally {
            gate.unlock();
        }
    }

    void unlisten(@Nullable Runnable listener) {
        gate.lock();
        try {
            listeners.remove(listener);
        } finally {
            gate.unlock();
        }
    }
}
