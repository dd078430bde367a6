package ocs.pulse.team;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
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

    private final int partition;
    private final StoreTable table;

    /** Tells versions apart that were given before and after a restart inside a snapshot. */
    private final String opening;

    private final Map<Long, Long> changedAt = new HashMap<>();
    private SharedTables shared = SharedTables.EMPTY;
    private TeamPosition position;
    private long newest;
    private long sharedChangedAt;
    private int heldBack;

    /** Goes on where the restored store says. */
    AppliedRecords(int partition, StoreTable table) {
        this.partition = partition;
        this.table = table;
        this.position = TeamPosition.ofProto(
                table.get(TeamKeys.position(), TeamPositionProto.parser(), TeamPositionProto::getDefaultInstance));
        this.newest = position.changedAt();
        this.sharedChangedAt = newest;
        this.opening = position.snapshotOpen()
                ? Long.toHexString(ThreadLocalRandom.current().nextLong())
                : "";
        table.forEach(TeamKeys.shared(), (key, value) -> shared = shared.with(Rows.parse(value)));
    }

    TeamPosition position() {
        return position;
    }

    SharedTables shared() {
        return shared;
    }

    TeamState state(long team) {
        return new TeamState(position, shared, lastChange(team), version(team), position.isHalfApplied(team));
    }

    /** Offset of the newest change that concerns the team; after a restart the newest of any team until then. */
    long lastChange(long team) {
        return Math.max(changedAt.getOrDefault(team, -1L), sharedChangedAt);
    }

    /** Whether readers may be shown the team as it is: no transaction is half applied, or one that is too large to hold back. */
    boolean isWhole(long team) {
        return !position.isHalfApplied(team) || isTooLarge();
    }

    /** Whether the open transaction is larger than is held back. */
    boolean isTooLarge() {
        return heldBack > MOST_HELD_BACK;
    }

    private String version(long team) {
        return partition + "." + lastChange(team) + "." + position.epoch()
                + (position.snapshotOpen() ? "s" + opening : "");
    }

    /** One of the team's rows is about to change. */
    void begin(long team, TeamRecord.Changed changed, long offset) {
        long transaction = changed.transaction();
        if (transaction != 0
                && !(position.openTransaction() == transaction
                        && position.openTeams().contains(team))) {
            move(position.touched(transaction, team));
        }
        newest = offset;
        changedAt.put(team, offset);
        heldBack += transaction == 0 ? 0 : 1;
    }

    /** A row of the small tables changes. */
    void change(TeamRecord.Changed changed, long offset) {
        long transaction = changed.transaction();
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
        newest = offset;
        sharedChangedAt = offset;
    }

    /** The change has been made. One that is no part of a transaction ends itself; in a snapshot that is kept now and then. */
    void end(TeamRecord.Changed changed) {
        if (changed.transaction() == 0 && !position.snapshotOpen()) {
            move(position);
        }
    }

    void end(TeamRecord.TransactionEnd end) {
        move(position.ended(end.committedAt()));
        heldBack = 0;
    }

    void watermark(TeamRecord.Watermark watermark) {
        move(position.watermark(watermark.lsn(), watermark.committedAt()));
    }

    void snapshot(TeamRecord.Snapshot snapshot) {
        move(position.snapshot(snapshot.epoch(), snapshot.complete()));
    }

    private void move(TeamPosition next) {
        position = next.changed(newest);
        table.put(TeamKeys.position(), position.toProto());
    }
}
