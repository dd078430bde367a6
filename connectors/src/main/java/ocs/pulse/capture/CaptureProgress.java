package ocs.pulse.capture;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import ocs.pulse.source.HeartbeatTable;

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
    private final LongAdder sent = new LongAdder();
    private final AtomicLong lastEvent = new AtomicLong();
    private final AtomicLong lastHeartbeat = new AtomicLong();
    private final AtomicInteger restarts = new AtomicInteger();
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

    void snapshotBegins() {
        snapshotRows.clear();
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
            snapshotRows.computeIfAbsent(row.table(), table -> new LongAdder()).increment();
        } else if (captured instanceof Captured.StreamedRow row) {
            lastEvent.accumulateAndGet(row.committedAt(), Math::max);
            if (row.table().equals(HeartbeatTable.RELATION)) {
                lastHeartbeat.accumulateAndGet(row.committedAt(), Math::max);
            }
        }
    }
}
