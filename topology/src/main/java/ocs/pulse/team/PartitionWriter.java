package ocs.pulse.team;

import ocs.pulse.change.Row;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.view.SharedTables;

/** Applies one record after the other, each inside the gate: to the store first, then to the views. */
final class PartitionWriter {
    private final AppliedRecords applied;
    private final TeamWriter rows;
    private final PartitionViews views;

    PartitionWriter(StoreTable table, KnownTotals known, AppliedRecords applied, PartitionViews views) {
        this.applied = applied;
        this.rows = new TeamWriter(table, known);
        this.views = views;
    }

    /**
     * @param offset the record's, which grows from record to record
     * @return whether answers may be others now
     */
    boolean apply(TeamRecord record, long offset) {
        if (record instanceof TeamRecord.Changed changed) {
            return change(changed, offset);
        }
        if (record instanceof TeamRecord.TransactionEnd end) {
            applied.end(end, offset);
            views.publishAll();
        } else if (record instanceof TeamRecord.Watermark watermark) {
            applied.watermark(watermark);
            views.publishWhole();
        } else if (record instanceof TeamRecord.Degraded degraded) {
            applied.degraded(degraded);
            views.publishWhole();
        } else if (record instanceof TeamRecord.Snapshot snapshot) {
            applied.snapshot(snapshot);
            views.publishAll();
        }
        return true;
    }

    private boolean change(TeamRecord.Changed changed, long offset) {
        Long team = changed.teamId();
        if (team != null) {
            change(team, changed, offset);
            return false;
        }
        changeShared(changed, offset);
        return changed.transaction() == 0;
    }

    private void change(long team, TeamRecord.Changed changed, long offset) {
        applied.begin(team, changed, offset);
        rows.apply(team, changed.before(), changed.after(), applied.shared());
        applied.end(changed);
        views.append(team, changed.before(), changed.after());
        if (isShownNow(team, changed)) {
            views.publish(team);
        }
    }

    private void changeShared(TeamRecord.Changed changed, long offset) {
        SharedTables before = applied.shared();
        applied.change(changed, offset);
        if (changed.row() instanceof Row.Channel channel) {
            rows.channel(channel.id(), before, applied.shared());
        }
        applied.end(changed);
        views.append(applied.shared());
        if (changed.transaction() == 0) {
            views.publishWhole();
        }
    }

    /** What was read between the changes of a transaction is shown with them, when they are whole. */
    private boolean isShownNow(long team, TeamRecord.Changed changed) {
        return applied.isTooLarge()
                || (changed.transaction() == 0 && !applied.position().isHalfApplied(team));
    }
}
