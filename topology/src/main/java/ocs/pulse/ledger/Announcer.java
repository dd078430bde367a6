package ocs.pulse.ledger;

import java.util.Objects;
import ocs.pulse.change.LogPosition;
import ocs.pulse.change.Placed;
import ocs.pulse.change.TeamRecord;
import org.jspecify.annotations.Nullable;

/** Tells the teams what happened, and remembers which of them a transaction touched. */
final class Announcer {
    private final LedgerState state;
    private final LedgerSink sink;

    Announcer(LedgerState state, LedgerSink sink) {
        this.state = state;
        this.sink = sink;
    }

    /** Tells of a row's step, if anything that was or is sent differs. */
    void step(@Nullable Slot before, Slot after, LogPosition cause) {
        Placed was = before == null ? null : before.sent();
        Placed is = after.sent();
        if (Objects.equals(was, is) && Objects.equals(team(before), team(after))) {
            return;
        }
        if (Placement.isShared(after.id().table())) {
            send(TeamKey.EVERYONE, null, alone(was), alone(is), cause);
        } else if (was != null && is != null && Objects.equals(team(before), team(after))) {
            send(team(after), was, is, cause);
        } else {
            send(team(before), was, null, cause);
            send(team(after), null, is, cause);
        }
    }

    private static @Nullable Placed alone(@Nullable Placed placed) {
        return placed == null ? null : Placed.alone(placed.row());
    }

    private static @Nullable Long team(@Nullable Slot slot) {
        Place place = slot == null || Placement.isShared(slot.id().table()) ? null : slot.present();
        return place == null ? null : place.team();
    }

    private void send(@Nullable Long team, @Nullable Placed before, @Nullable Placed after, LogPosition cause) {
        if (team != null && (before != null || after != null)) {
            send(TeamKey.of(team), team, before, after, cause);
        }
    }

    private void send(
            TeamKey audience, @Nullable Long team, @Nullable Placed before, @Nullable Placed after, LogPosition cause) {
        OpenTransaction open = state.open();
        if (open != null && open.transaction() == cause.transaction() && !open.reaches(audience)) {
            state.open(open.reaching(audience));
        }
        sink.send(
                audience,
                new TeamRecord.Changed(team, before, after, cause.transaction(), cause.lsn(), cause.committedAt()),
                cause.committedAt());
    }

    /** Ends the open transaction, if there is one, for those whom it touched. */
    void endTransaction() {
        OpenTransaction open = state.open();
        if (open == null) {
            return;
        }
        if (open.reachedAnyone()) {
            sink.send(
                    open.audience(),
                    new TeamRecord.TransactionEnd(open.transaction(), open.committedAt()),
                    open.committedAt());
        }
        state.open(null);
    }

    void report(RepairReport report) {
        sink.report(report);
    }

    void watermark(LogPosition at) {
        sink.send(TeamKey.EVERYONE, new TeamRecord.Watermark(at.lsn(), at.committedAt()), at.committedAt());
    }

    /** Which tables are degraded now. */
    void degraded(long timestamp) {
        sink.send(TeamKey.EVERYONE, state.degraded(), timestamp);
    }

    void snapshot(boolean complete, long timestamp) {
        sink.send(TeamKey.EVERYONE, new TeamRecord.Snapshot(state.epoch().number(), complete), timestamp);
    }
}
