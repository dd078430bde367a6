package ocs.pulse.capture;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import ocs.pulse.source.HeartbeatTable;
import ocs.pulse.source.SlotState;
import org.jspecify.annotations.Nullable;

/** How far capture is, for whoever asks; safe for any thread. Times are Unix milliseconds, 0 while there is none. */
public final class CaptureProgress {

    /** What capture is doing. */
    public enum State {
        STARTING,
        SNAPSHOT,
        STREAMING,
        /** The engine failed for a reason that may pass; it is started again. */
        RETRYING,
        STOPPED,
        FAILED
    }

    private final Map<String, LongAdder> snapshotRows = new ConcurrentHashMap<>();
    private final Set<String> complete = ConcurrentHashMap.newKeySet();
    private final LongAdder sent = new LongAdder();
    private final AtomicLong lastEvent = new AtomicLong();
    private final AtomicLong lastHeartbeat = new AtomicLong();
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile Map<String, OptionalLong> expected = Map.of();
    private volatile long snapshotSince;
    private volatile @Nullable SlotState slot;
    private volatile State state = State.STARTING;
    private volatile String trouble = "";

    CaptureProgress() {}

    public State state() {
        return state;
    }

    /** Rows of the snapshot that are in the topic, by the table's name without schema; a new snapshot counts anew. */
    public Map<String, Long> snapshotRows() {
        Map<String, Long> rows = new TreeMap<>();
        snapshotRows.forEach((table, count) -> rows.put(table, count.sum()));
        return rows;
    }

    /** The snapshot's tables in the order of the alphabet, those that are yet to come included. */
    public List<SnapshotTable> snapshotTables() {
        Map<String, Long> rows = snapshotRows();
        Set<String> tables = new TreeSet<>(expected.keySet());
        tables.addAll(rows.keySet());
        return tables.stream()
                .map(table -> new SnapshotTable(
                        table,
                        rows.getOrDefault(table, 0L),
                        expected.getOrDefault(table, OptionalLong.empty()),
                        complete.contains(table)))
                .toList();
    }

    /** How far the snapshot is; empty while none is taken. */
    public Optional<SnapshotNote> snapshot() {
        return state == State.SNAPSHOT
                ? Optional.of(new SnapshotNote(Duration.ofNanos(System.nanoTime() - snapshotSince), snapshotTables()))
                : Optional.empty();
    }

    /** The slot when it was last looked at; empty before. */
    public Optional<SlotState> slot() {
        return Optional.ofNullable(slot);
    }

    /** When the newest row in the topic was committed, by the database's clock. */
    public long lastEventMillis() {
        return lastEvent.get();
    }

    /** When the newest heartbeat row in the topic was committed, by the database's clock. */
    public long lastHeartbeatMillis() {
        return lastHeartbeat.get();
    }

    /** Records sent since the program started, of every kind. */
    public long recordsSent() {
        return sent.sum();
    }

    /** How often the engine was started again. */
    public int restarts() {
        return restarts.get();
    }

    /** Why the engine is being started again; empty while all is well. */
    public Optional<String> trouble() {
        return trouble.isEmpty() ? Optional.empty() : Optional.of(trouble);
    }

    void enter(State next) {
        state = next;
    }

    void expect(Map<String, OptionalLong> rows) {
        expected = Map.copyOf(rows);
    }

    void slot(SlotState now) {
        slot = now;
    }

    void snapshotBegins() {
        snapshotRows.clear();
        complete.clear();
        snapshotSince = System.nanoTime();
        state = State.SNAPSHOT;
    }

    void retrying(String why) {
        trouble = why;
        restarts.incrementAndGet();
        state = State.RETRYING;
    }

    /** The record is in the topic. */
    void sent(Captured captured) {
        sent.increment();
        trouble = "";
        if (captured instanceof Captured.SnapshotRow row) {
            count(row);
        } else if (captured instanceof Captured.Notification word
                && !word.table().isEmpty()) {
            complete.add(word.table());
        } else if (captured instanceof Captured.StreamedRow row) {
            lastEvent.accumulateAndGet(row.committedAt(), Math::max);
            if (row.table().equals(HeartbeatTable.RELATION)) {
                lastHeartbeat.accumulateAndGet(row.committedAt(), Math::max);
            }
        }
    }

    private void count(Captured.SnapshotRow row) {
        // The heartbeat's row is ours.
        if (!row.table().equals(HeartbeatTable.RELATION)) {
            snapshotRows.computeIfAbsent(row.table(), table -> new LongAdder()).increment();
        }
    }
}
