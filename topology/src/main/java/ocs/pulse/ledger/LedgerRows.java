package ocs.pulse.ledger;

import java.util.Objects;
import ocs.pulse.change.LogPosition;
import ocs.pulse.change.Row;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/**
 * Lets one row take a step, and everything that hangs on it.
 *
 * <p>What the teams may rely on: a change's before is what they were last told of the row; a tagging is there only
 * while its chat or message is, and in the same place (it goes before them and comes after them). A message or trace
 * follows its moved parent by the end of the transaction.
 */
final class LedgerRows {
    /** Buckets of dependents that are looked at at once; more make a piece of work. */
    static final int BUCKETS_AT_ONCE = 256;

    private final LedgerState state;
    private final LedgerPages pages;
    private final Dependents dependents;
    private final Moves moves;
    private final WorkItems work;
    private final Announcer announcer;
    private final Placement placement = new Placement(this::present);

    LedgerRows(
            LedgerState state,
            LedgerPages pages,
            Dependents dependents,
            Moves moves,
            WorkItems work,
            Announcer announcer) {
        this.state = state;
        this.pages = pages;
        this.dependents = dependents;
        this.moves = moves;
        this.work = work;
        this.announcer = announcer;
    }

    private @Nullable Place present(RowId id) {
        Slot slot = pages.slot(id);
        return slot == null ? null : slot.present();
    }

    /** The row was read or written: it is there, and this is how it looks. */
    void keep(@Nullable Slot before, Row row, long lsn, LogPosition cause) {
        step(RowId.of(row), before, row, lsn, state.sighting(), cause);
    }

    /** The row is gone; a deleted one remains in its slot, so that a replay does not bring it back. */
    void delete(Slot before, long lsn, LogPosition cause) {
        step(before.id(), before, null, lsn, state.sighting(), cause);
    }

    /** The row is gone without a trace. */
    void forget(Slot slot, LogPosition cause) {
        if (slot.isLive()) {
            delete(slot, slot.lsn(), cause);
        }
        pages.remove(slot.id());
    }

    /** Its surroundings changed: finds its place again. */
    void placeAgain(RowId id, LogPosition cause) {
        Slot slot = pages.slot(id);
        if (slot != null && slot.row() != null) {
            step(id, slot, slot.row(), slot.lsn(), slot.sighting(), cause);
        }
    }

    private void step(RowId id, @Nullable Slot before, @Nullable Row row, long lsn, long sighting, LogPosition cause) {
        Placing placing = placement.of(row);
        Place was = before == null ? null : before.present();
        Place is = placing instanceof Placing.At at ? at.place() : null;
        Place last = before == null ? null : before.place();
        boolean moves = !Objects.equals(was, is);
        if (moves && was != null) {
            withdrawTaggings(id, cause);
        }
        long live = row == null && before != null ? before.liveLsn() : lsn;
        RowId listed = Placement.listing(row, placing);
        Slot after = new Slot(id, lsn, live, sighting, row, is != null ? is : last, is != null, listed);
        write(before, after);
        announcer.step(before, after, cause);
        if (moves && is != null) {
            if (last != null && !last.equals(is)) {
                this.moves.add(id);
            }
            release(WorkItem.of(new WorkTask.Release(id, SourceTable.CONTENT_TYPE), cause));
        }
    }

    private void write(@Nullable Slot before, Slot after) {
        pages.put(after);
        state.step(before, after);
        RowId listed = before == null ? null : before.listed();
        if (Objects.equals(listed, after.listed())) {
            return;
        }
        if (listed != null) {
            dependents.remove(listed, after.id());
        }
        if (after.listed() != null) {
            dependents.add(after.listed(), after.id());
        }
    }

    private void withdrawTaggings(RowId target, LogPosition cause) {
        if (target.table() != SourceTable.CHAT && target.table() != SourceTable.MESSAGE) {
            return;
        }
        for (RowId child : dependents.of(target, null, Integer.MAX_VALUE - 1).children()) {
            Slot slot = child.table() == SourceTable.TAGGING ? pages.slot(child) : null;
            if (slot != null && slot.placed()) {
                write(slot, slot.withdrawn());
                announcer.step(slot, slot.withdrawn(), cause);
            }
        }
    }

    /** Lets the next dependents of a row take their places; what is left becomes work. Says how many there were. */
    private void release(WorkItem item) {
        WorkItem rest = releaseSome(item);
        if (rest != null) {
            work.add(rest.task(), rest.cause());
        }
    }

    /** Does a bounded part of a release; null when it was the last. */
    @Nullable
    WorkItem releaseSome(WorkItem item) {
        WorkTask.Release task = (WorkTask.Release) item.task();
        RowId parent = task.parent();
        LedgerKey.Dependents from = item.next() == null
                ? null
                : new LedgerKey.Dependents(parent.table(), parent.page(), task.from(), item.next());
        Dependents.Batch batch = dependents.of(parent, from, BUCKETS_AT_ONCE);
        for (RowId child : batch.children()) {
            placeAgain(child, item.cause());
        }
        LedgerKey.Dependents next = batch.next();
        return next == null
                ? null
                : item.goOn(
                        new WorkTask.Release(parent, next.childTable()),
                        next.bucket(),
                        batch.children().size());
    }
}
