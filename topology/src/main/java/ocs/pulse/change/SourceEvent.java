package ocs.pulse.change;

import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/** What one record of {@code ocs.changes} says. */
public sealed interface SourceEvent {

    /** Written by the database's log, so no snapshot is running any more. */
    sealed interface Streamed extends SourceEvent {}

    /**
     * A snapshot read this row.
     *
     * @param incremental read between streamed changes, as of its place among them; else part of a whole snapshot, all
     *     rows of which have one LSN
     */
    record RowSeen(Row row, boolean incremental, LogPosition at) implements SourceEvent {}

    /**
     * A row was inserted or updated.
     *
     * @param incomplete some text in it is {@link KeptText#PLACEHOLDER}: it did not change and was not sent again
     */
    record RowChanged(Row row, boolean incomplete, LogPosition at) implements Streamed {}

    record RowDeleted(SourceTable table, long id, LogPosition at) implements Streamed {}

    record Truncated(SourceTable table, LogPosition at) implements Streamed {}

    /** The heartbeat row was written; what had committed before has come before. */
    record HeartbeatSeen(LogPosition at) implements Streamed {}

    record TransactionEnded(long transaction, long committedAt) implements Streamed {}

    /** A whole snapshot begins, or begins again. */
    record SnapshotStarted() implements SourceEvent {}

    /** Every row of the snapshot has come. */
    record SnapshotCompleted() implements SourceEvent {}

    /** The snapshot stopped half way; another will begin from the start. */
    record SnapshotAborted() implements SourceEvent {}

    /**
     * Rows of the table with ids from {@code first} to {@code last}, both included, are about to be read again.
     *
     * @param id of the repair; one that begins again goes by the same
     * @param sweeps whether all of them are read, so that those that do not come are gone
     */
    record RepairStarted(String id, SourceTable table, long first, long last, boolean sweeps) implements SourceEvent {}

    /** They have been read. */
    record RepairCompleted(String id, SourceTable table) implements SourceEvent {}

    /** A repair that was asked for cannot be done. */
    record RepairRefused(String id, String reason) implements SourceEvent {}

    /** Nothing that concerns any number. */
    record Ignored(String why) implements SourceEvent {}

    /**
     * Could not be understood.
     *
     * @param reason why, without any value of the row
     * @param table whose row it is, if so much can be read
     */
    record Unreadable(String reason, @Nullable SourceTable table) implements SourceEvent {}
}
