package ocs.pulse.team;

import ocs.pulse.change.Row;
import ocs.pulse.change.Rows;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.proto.TeamPositionProto;
import ocs.pulse.view.SharedTables;

/**
 * How far a partition has come: its position and the small tables, which are kept in the store, and which team changed last
 * when. Guarded by the partition's gate.
 */
final class AppliedRecords {
    /** A transaction of more changes than this may be seen half applied, and answers say so. */
    static final int MOST_HELD_BACK = 10_000;

    /** In place of a transaction: a row that is part of none is being changed, put by put. */
    private static final long SINGLE = -1;

    private final StoreTable table;
    private final TeamVersions versions;
    private SharedTables shared = SharedTables.EMPTY;
    private TeamPosition position;
    private int heldBack;

    /** Goes on where the restored store says. */
    AppliedRecords(int partition, StoreTable table) {
        this.table = table;
        this.versions = new TeamVersions(partition, table);
        this.position = TeamPosition.ofProto(
                table.get(TeamKeys.position(), TeamPositionProto.parser(), TeamPositionProto::getDefaultInstance));
        table.forEach(TeamKeys.shared(), (key, value) -> shared = shared.with(Rows.parse(value)));
    }

    TeamPosition position() {
        return position;
    }

    SharedTables shared() {
        return shared;
    }

    TeamState state(long team) {
        return new TeamState(
                position, shared, lastChange(team), versions.of(team, position), position.isHalfApplied(team));
    }

    /** Offset of the newest change that concerns the team. */
    long lastChange(long team) {
        return versions.lastChange(team);
    }

    /** Whether readers may be shown the team as it is: no transaction is half applied, or one that is too large to hold back. */
    boolean isWhole(long team) {
        return !position.isHalfApplied(team) || isTooLarge();
    }

    /** Whether the open transaction is larger than is held back. */
    boolean isTooLarge() {
        return heldBack > MOST_HELD_BACK;
    }

    /** One of the team's rows is about to change. */
    void begin(long team, TeamRecord.Changed changed, long offset) {
        long transaction = transactionOf(changed);
        if (transaction != 0
                && !(position.openTransaction() == transaction
                        && position.openTeams().contains(team))) {
            move(position.touched(transaction, team));
        }
        versions.changed(team, offset);
        heldBack += changed.transaction() == 0 ? 0 : 1;
    }

    /**
     * Every change marks its team as half applied, for those who follow the store put by put. One that was read between the
     * changes of a transaction is shown with them; what a snapshot brings is known to be a part.
     */
    private long transactionOf(TeamRecord.Changed changed) {
        if (changed.transaction() != 0 || position.snapshotOpen()) {
            return changed.transaction();
        }
        return position.openTransaction() != 0 ? position.openTransaction() : SINGLE;
    }

    /** A row of the small tables changes. */
    void change(TeamRecord.Changed changed, long offset) {
        long transaction = transactionOf(changed);
        if (transaction != 0 && !(position.openTransaction() == transaction && position.openShared())) {
            move(position.touchedShared(transaction));
        }
        Row row = changed.row();
        if (changed.after() == null) {
            shared = shared.without(row);
            table.delete(TeamKeys.shared(row.table().code(), row.id()));
        } else {
            shared = shared.with(row);
            table.put(TeamKeys.shared(row.table().code(), row.id()), Rows.toProto(row));
        }
        versions.changedShared(offset);
    }

    /** The change has been made. One that is no part of a transaction ends itself; those of a snapshot end with it. */
    void end(TeamRecord.Changed changed) {
        if (changed.transaction() == 0 && !position.snapshotOpen()) {
            versions.keep();
        }
        if (position.openTransaction() == SINGLE) {
            move(position.ended(position.asOf()));
        }
    }

    void end(TeamRecord.TransactionEnd end, long offset) {
        versions.ended(position, offset);
        move(position.ended(end.committedAt()));
        heldBack = 0;
    }

    void watermark(TeamRecord.Watermark watermark) {
        move(position.watermark(watermark.lsn(), watermark.committedAt()));
    }

    void snapshot(TeamRecord.Snapshot snapshot) {
        versions.keep();
        move(position.snapshot(snapshot.epoch(), snapshot.complete()));
    }

    void degraded(TeamRecord.Degraded degraded) {
        move(position.degraded(degraded));
    }

    private void move(TeamPosition next) {
        position = next;
        table.put(TeamKeys.position(), position.toProto());
    }
}
