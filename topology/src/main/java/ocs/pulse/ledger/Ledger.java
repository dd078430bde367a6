package ocs.pulse.ledger;

import java.util.Objects;
import ocs.pulse.change.Envelopes;
import ocs.pulse.change.KeptText;
import ocs.pulse.change.LogPosition;
import ocs.pulse.change.Row;
import ocs.pulse.change.SourceEvent;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/**
 * Holds the last image of every captured row, and turns what the log says into complete changes for the teams.
 *
 * <p>Three things keep it exact. Replays: a row's own LSNs never step backwards, since its lock orders them (those of
 * the log as a whole do), so a change of a row with an LSN up to the last applied one is dropped; deleted rows keep
 * their slot for this. LSNs are compared within one epoch only, as a restored database counts from lower ones.
 * Transactions: one that was begun stays open until its end comes, or a change of another that is no replay. Work: an
 * input that means work without bound queues it, and every later input waits in order until it is done.
 *
 * <p>All that it knows is in its store: a ledger opened on the same store goes on, be it in the middle of work.
 */
final class Ledger {
    /** Rows that one slice of work looks at, give or take a page. */
    static final int SLICE_ROWS = 2_000;
    /** Waiting inputs that one slice takes up. */
    static final int SLICE_INPUTS = 200;

    private final LedgerSink sink;
    private final LedgerBoard board;
    private final LedgerState state;
    private final LedgerPages pages;
    private final WorkItems work;
    private final Inbox inbox;
    private final Moves moves;
    private final Announcer announcer;
    private final LedgerRows rows;
    private final WorkRunner runner;

    Ledger(LedgerStore store, LedgerSink sink, LedgerBoard board) {
        this.sink = sink;
        this.board = board;
        state = new LedgerState(store);
        pages = new LedgerPages(store);
        work = new WorkItems(store, state);
        inbox = new Inbox(store, state);
        moves = new Moves(store, work);
        announcer = new Announcer(state, sink);
        rows = new LedgerRows(state, pages, new Dependents(store, pages), moves, work, announcer);
        runner = new WorkRunner(state, pages, rows, moves, work, announcer);
        board.show(state.status(work.status()));
    }

    /** Takes one input in; where work is waiting, behind it. */
    void accept(Input input) {
        if (isBusy() || !take(input)) {
            inbox.add(input);
        }
        save();
    }

    /** Whether it needs what came before this input and has seen nothing of it, not even the beginning of a snapshot. */
    boolean lacksWhatCameBefore(Input input) {
        return input.offset() > 0
                && state.epoch().number() == 0
                && !(Envelopes.decode(input.keyBytes(), input.valueBytes()) instanceof SourceEvent.SnapshotStarted);
    }

    /** Whether a snapshot has begun whose end has not come. */
    boolean isInSnapshot() {
        return state.epoch().open();
    }

    /** Whether a transaction of the source has begun whose end has not come. */
    boolean isInTransaction() {
        return state.open() != null;
    }

    /** Whether work or inputs wait. */
    boolean isBusy() {
        return !work.isEmpty() || !inbox.isEmpty();
    }

    /** Does a bounded part of what waits. */
    void slice() {
        runner.run(SLICE_ROWS);
        for (int taken = 0; taken < SLICE_INPUTS && work.isEmpty() && !inbox.isEmpty(); taken++) {
            if (take(inbox.head())) {
                inbox.removeHead();
            }
        }
        save();
    }

    private void save() {
        if (state.save()) {
            board.show(state.status(work.status()));
        }
    }

    /** Does what an input says; false when work that it brought up has to be done before it. */
    private boolean take(Input input) {
        SourceEvent event = Envelopes.decode(input.keyBytes(), input.valueBytes());
        if (event instanceof SourceEvent.Streamed && state.epoch().open()) {
            endSnapshot(input.timestamp());
            return false;
        }
        if (event instanceof SourceEvent.RowChanged it) {
            return changed(it, input);
        }
        if (event instanceof SourceEvent.RowSeen it) {
            seen(it);
        } else if (event instanceof SourceEvent.RowDeleted it) {
            return deleted(it);
        } else if (event instanceof SourceEvent.Truncated it) {
            return truncated(it);
        } else if (event instanceof SourceEvent.HeartbeatSeen it) {
            return heartbeat(it.at());
        } else if (event instanceof SourceEvent.TransactionEnded it) {
            return ended(it);
        } else if (event instanceof SourceEvent.SnapshotStarted) {
            beginSnapshot(0, input.timestamp());
        } else if (event instanceof SourceEvent.SnapshotCompleted) {
            if (state.epoch().open()) {
                endSnapshot(input.timestamp());
            }
        } else if (event instanceof SourceEvent.SnapshotAborted) {
            state.epoch(state.epoch().closed());
        } else if (event instanceof SourceEvent.RepairStarted it) {
            state.beginRepair(it);
            announcer.report(RepairReport.started(it.id()));
        } else if (event instanceof SourceEvent.RepairCompleted it) {
            endRepair(it, input.timestamp());
        } else if (event instanceof SourceEvent.RepairRefused it) {
            announcer.report(RepairReport.refused(it.id(), it.reason()));
        } else if (event instanceof SourceEvent.Unreadable it) {
            reject(input, it.reason(), it.table());
        }
        return true;
    }

    private void reject(Input input, String reason, @Nullable SourceTable table) {
        sink.deadLetter(input, reason, table);
        TeamRecord.Degraded before = state.degraded();
        state.countDeadLetter(table);
        if (!state.degraded().equals(before)) {
            announcer.degraded(Math.max(0, input.timestamp()));
        }
    }

    private void seen(SourceEvent.RowSeen it) {
        LogPosition at = it.at();
        Slot before = pages.slot(RowId.of(it.row()));
        if (it.incremental()) {
            seenAgain(before, it.row(), at);
            if (!moves.isEmpty() && state.open() == null) {
                moves.follow(at);
                work.add(new WorkTask.Settle(false), at);
            }
            return;
        }
        Epoch epoch = state.epoch();
        if (epoch.endsWith(at.lsn())) {
            beginSnapshot(at.lsn(), at.committedAt());
        } else if (epoch.lsn() == 0 && at.lsn() != 0) {
            state.epoch(epoch.withLsn(at.lsn()));
        }
        state.countSnapshotRow();
        rows.keep(before, it.row(), 0, at);
    }

    private void seenAgain(@Nullable Slot before, Row row, LogPosition at) {
        RowId id = RowId.of(row);
        long lsn = before == null ? 0 : before.lsn();
        if (state.isUnderRepair(id)) {
            state.countRead(id, before == null || !row.equals(before.row()));
            // No change of the row from behind the reading has come: a higher LSN of the slot would be a wrong one.
            lsn = at.lsn() == 0 ? lsn : Math.min(lsn, at.lsn());
        }
        rows.keep(before, row, lsn, at);
    }

    private boolean changed(SourceEvent.RowChanged it, Input input) {
        Row row = it.row();
        RowId id = RowId.of(row);
        Slot before = pages.slot(id);
        if (isReplay(id.table(), before, it.at().lsn())) {
            return true;
        }
        if (!enter(it.at())) {
            return false;
        }
        if (it.incomplete()) {
            if (before == null || before.row() == null) {
                reject(input, "A text that did not change was never seen", id.table());
                return true;
            }
            row = KeptText.fill(row, Objects.requireNonNull(before.row()));
        }
        // Never back: a delete from further on in the log has to be known again when it is replayed.
        long lsn = before != null && isOfEpoch(before)
                ? Math.max(before.lsn(), it.at().lsn())
                : it.at().lsn();
        rows.keep(before, row, lsn, it.at());
        return true;
    }

    private boolean deleted(SourceEvent.RowDeleted it) {
        Slot before = pages.slot(new RowId(it.table(), it.id()));
        if (before == null || isReplay(it.table(), before, it.at().lsn())) {
            return true;
        }
        if (!enter(it.at())) {
            return false;
        }
        rows.delete(before, it.at().lsn(), it.at());
        return true;
    }

    private boolean truncated(SourceEvent.Truncated it) {
        if (isReplay(it.table(), null, it.at().lsn())) {
            return true;
        }
        if (!enter(it.at())) {
            return false;
        }
        state.truncation(it.table(), it.at().lsn());
        work.add(new WorkTask.Clear(it.table()), it.at());
        return true;
    }

    private boolean isReplay(SourceTable table, @Nullable Slot slot, long lsn) {
        if (lsn == 0) {
            return false;
        }
        return lsn <= state.truncation(table) || (slot != null && isOfEpoch(slot) && slot.has(lsn));
    }

    /** Whether the slot's positions are of the log that is read now. */
    private boolean isOfEpoch(Slot slot) {
        return slot.sighting() >= state.epoch().number();
    }

    private boolean heartbeat(LogPosition at) {
        if (at.lsn() <= state.watermark()) {
            return true;
        }
        OpenTransaction open = state.open();
        if (open != null && open.transaction() != at.transaction() && !endTransaction(at)) {
            return false;
        }
        state.watermark(at.lsn());
        announcer.watermark(at);
        return true;
    }

    private boolean ended(SourceEvent.TransactionEnded it) {
        OpenTransaction open = state.open();
        return open == null
                || open.transaction() != it.transaction()
                || endTransaction(new LogPosition(it.transaction(), 0, it.committedAt()));
    }

    /** Comes to a change's transaction; false when the last one's end means work. */
    private boolean enter(LogPosition at) {
        OpenTransaction open = state.open();
        if (open != null && open.transaction() != at.transaction() && !endTransaction(at)) {
            return false;
        }
        if (state.open() == null && at.transaction() != 0) {
            state.open(OpenTransaction.begin(at.transaction(), at.committedAt()));
        }
        return true;
    }

    private boolean endTransaction(LogPosition at) {
        OpenTransaction open = state.open();
        if (moves.isEmpty() || open == null) {
            announcer.endTransaction();
            return true;
        }
        LogPosition cause = new LogPosition(open.transaction(), at.lsn(), open.committedAt());
        moves.follow(cause);
        work.add(new WorkTask.Settle(true), cause);
        return false;
    }

    private void beginSnapshot(long lsn, long timestamp) {
        announcer.endTransaction();
        state.openEpoch(lsn);
        announcer.snapshot(false, timestamp);
    }

    private void endSnapshot(long timestamp) {
        Epoch epoch = state.epoch();
        LogPosition cause = new LogPosition(0, epoch.lsn(), timestamp);
        state.epoch(epoch.closed());
        if (!epoch.fresh()) {
            SourceTable[] tables = SourceTable.values();
            for (int last = tables.length - 1; last >= 0; last--) {
                work.add(new WorkTask.Sweep(tables[last], Long.MIN_VALUE, Long.MAX_VALUE, epoch.number()), cause);
            }
        }
        moves.follow(cause);
        work.add(new WorkTask.Complete(epoch.number()), cause);
    }

    private void endRepair(SourceEvent.RepairCompleted it, long timestamp) {
        Repair repair = state.repair(it.id());
        if (repair == null) {
            return;
        }
        LogPosition cause = new LogPosition(0, 0, timestamp);
        if (repair.sweeps()) {
            work.add(new WorkTask.Sweep(repair.table(), repair.first(), repair.last(), repair.sighting()), cause);
        }
        work.add(new WorkTask.Report(repair.id()), cause);
    }
}
