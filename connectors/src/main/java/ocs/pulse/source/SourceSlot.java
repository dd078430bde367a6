package ocs.pulse.source;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The replication slot of one installation: looked at, and dropped when a new snapshot begins. */
public record SourceSlot(SourceAddress address, SourceNames names) {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /** The slot; empty where there is none. */
    public Optional<SlotState> find() {
        try (SourceConnection source = SourceConnection.open(address)) {
            return SlotState.find(source, names.slot());
        }
    }

    /**
     * Waits until nobody streams from the slot: the server needs a moment to see that a reader died. A
     * {@link SourceProblem} that names the server process if that takes longer than {@code patience}.
     */
    public void awaitIdle(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try (SourceConnection source = SourceConnection.open(address)) {
            while (true) {
                Optional<SlotState> slot = SlotState.find(source, names.slot());
                if (slot.isEmpty() || slot.get().activePid() == 0) {
                    return;
                }
                if (System.nanoTime() >= deadline || Thread.currentThread().isInterrupted()) {
                    SlotCheck.requireIdle(names.slot(), slot.get());
                }
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            }
        }
    }

    /** Drops the slot if it is there and idle; what it kept for us is forgotten. */
    public void drop() {
        try (SourceConnection source = SourceConnection.open(address)) {
            Optional<SlotState> slot = SlotState.find(source, names.slot());
            if (slot.isEmpty()) {
                return;
            }
            SlotCheck.requireOurs(names.slot(), address, slot.get());
            SlotCheck.requireIdle(names.slot(), slot.get());
            source.runTogether(List.of("SELECT pg_drop_replication_slot('" + names.slot() + "')"));
        } catch (SQLException failure) {
            throw SourceConnection.problem(address, failure);
        }
    }

    /** The end of the write-ahead log: whatever was committed before this call lies before it. */
    public long logEnd() {
        try (SourceConnection source = SourceConnection.open(address)) {
            return source.one("SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint", row -> row.getLong(1));
        }
    }

    /** Tells this database from every other one, a copy restored elsewhere included where the server says so. */
    public String identity() {
        try (SourceConnection source = SourceConnection.open(address)) {
            return source.one("""
                    SELECT system_identifier || '/' || (SELECT oid FROM pg_database WHERE datname = current_database())
                    FROM pg_control_system()""", row -> row.getString(1));
        }
    }

    /** What is streamed, to be compared with an earlier look. */
    public SourceShape shape(SourceLayout layout) {
        try (SourceConnection source = SourceConnection.open(address)) {
            return SourceShape.of(source, names, layout);
        }
    }

    /** The server's timeline: another one after a restore or after the promotion of a standby. */
    public int timeline() {
        try (SourceConnection source = SourceConnection.open(address)) {
            return source.one(
                    "SELECT ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int",
                    row -> row.getInt(1));
        }
    }

    /** The stop after which only a new snapshot helps. */
    public Finding lost(String why) {
        return SlotCheck.lost(names.slot(), why);
    }
}
