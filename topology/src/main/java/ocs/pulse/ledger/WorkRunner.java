package ocs.pulse.ledger;

import java.util.List;
import ocs.pulse.tables.SourceTable;

/** Does queued work in bounded slices. Its cursor is in the store, so a restart goes on where the last slice ended. */
final class WorkRunner {
    private static final int PAGES_AT_ONCE = 16;

    private final LedgerState state;
    private final LedgerPages pages;
    private final LedgerRows rows;
    private final Moves moves;
    private final WorkItems work;
    private final Announcer announcer;

    WorkRunner(
            LedgerState state, LedgerPages pages, LedgerRows rows, Moves moves, WorkItems work, Announcer announcer) {
        this.state = state;
        this.pages = pages;
        this.rows = rows;
        this.moves = moves;
        this.work = work;
        this.announcer = announcer;
    }

    /** Works until about {@code budget} rows were looked at or nothing is left to do. */
    void run(int budget) {
        int left = budget;
        while (left > 0 && !work.isEmpty()) {
            left -= step(work.head());
        }
    }

    private int step(WorkItem item) {
        WorkTask task = item.task();
        if (task instanceof WorkTask.Scan scan) {
            return scan(item, scan);
        }
        if (task instanceof WorkTask.Release) {
            WorkItem rest = rows.releaseSome(item);
            if (rest == null) {
                work.removeHead();
                return 1;
            }
            work.replaceHead(rest);
            return 1 + (int) (rest.done() - item.done());
        }
        if (task instanceof WorkTask.Settle settle) {
            moves.clear();
            if (settle.endsTransaction()) {
                announcer.endTransaction();
            }
        }
        if (task instanceof WorkTask.Complete) {
            moves.clear();
            state.epoch(state.epoch().complete());
            announcer.snapshot(true, item.cause().committedAt());
        }
        if (task instanceof WorkTask.Report report) {
            Repair repair = state.endRepair(report.repair());
            if (repair != null) {
                announcer.report(RepairReport.completed(repair));
                if (repair.heals()) {
                    announcer.degraded(item.cause().committedAt());
                }
            }
        }
        work.removeHead();
        return 1;
    }

    private int scan(WorkItem item, WorkTask.Scan scan) {
        long from = item.next() != null ? item.next() : page(scan.first());
        List<LedgerKey.Page> found = pages.pages(scan.table(), from, page(scan.last()), PAGES_AT_ONCE + 1);
        int looked = 1;
        for (LedgerKey.Page page : found.subList(0, Math.min(PAGES_AT_ONCE, found.size()))) {
            for (Slot slot : pages.slots(page)) {
                look(slot, item);
                looked++;
            }
        }
        if (found.size() > PAGES_AT_ONCE) {
            work.replaceHead(item.goOn(scan, found.get(PAGES_AT_ONCE).page(), looked));
        } else {
            work.removeHead();
        }
        return looked;
    }

    private void look(Slot slot, WorkItem item) {
        if (item.task() instanceof WorkTask.Clear) {
            rows.forget(slot, item.cause());
        } else if (item.task() instanceof WorkTask.Sweep sweep) {
            sweep(slot, sweep, item);
        } else if (item.task() instanceof WorkTask.Follow) {
            RowId followed = Placement.followed(slot.row());
            if (followed != null && moves.contains(followed)) {
                rows.placeAgain(slot.id(), item.cause());
            }
        }
    }

    private void sweep(Slot slot, WorkTask.Sweep sweep, WorkItem item) {
        long id = slot.id().id();
        if (id < sweep.first() || id > sweep.last() || slot.sighting() >= sweep.sighting()) {
            return;
        }
        if (slot.isLive()) {
            rows.delete(slot, slot.lsn(), item.cause());
            state.countRemoved(slot.id().table(), sweep.sighting());
        } else if (slot.sighting() < state.epoch().number()) {
            rows.forget(slot, item.cause());
        }
    }

    private static long page(long id) {
        return new RowId(SourceTable.TEAM, id).page();
    }
}
