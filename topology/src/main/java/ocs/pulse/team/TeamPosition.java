package ocs.pulse.team;

import java.util.Set;
import java.util.TreeSet;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.change.TeamRecords;
import ocs.pulse.proto.TeamPositionProto;

/**
 * How far a partition has come.
 *
 * @param watermarkLsn everything committed before this is in
 * @param watermarkAt when the watermark was committed, Unix milliseconds
 * @param asOf commit time of the newest change or watermark, Unix milliseconds
 * @param epoch the number of the newest snapshot
 * @param complete a snapshot has been applied whole, so there is an answer to every question
 * @param snapshotOpen a snapshot is being applied
 * @param openTransaction the transaction that is half applied; 0: none
 * @param openTeams the teams it has touched
 * @param openShared it has touched the small tables
 * @param degraded the tables that lack a change which could not be read
 */
record TeamPosition(
        long watermarkLsn,
        long watermarkAt,
        long asOf,
        long epoch,
        boolean complete,
        boolean snapshotOpen,
        long openTransaction,
        Set<Long> openTeams,
        boolean openShared,
        TeamRecord.Degraded degraded) {
    static final TeamPosition START =
            new TeamPosition(0, 0, 0, 0, false, false, 0, Set.of(), false, TeamRecord.Degraded.NONE);

    TeamPosition {
        openTeams = Set.copyOf(openTeams);
    }

    /** LSNs are unsigned; a watermark of an older position is none. */
    TeamPosition watermark(long lsn, long at) {
        long newest = Long.compareUnsigned(lsn, watermarkLsn) > 0 ? lsn : watermarkLsn;
        return new TeamPosition(
                newest,
                Math.max(at, watermarkAt),
                Math.max(at, asOf),
                epoch,
                complete,
                snapshotOpen,
                openTransaction,
                openTeams,
                openShared,
                degraded);
    }

    /** A database restored to an earlier time begins its positions anew. */
    TeamPosition snapshot(long number, boolean done) {
        boolean began = !done;
        return new TeamPosition(
                began ? 0 : watermarkLsn,
                watermarkAt,
                asOf,
                number,
                complete || done,
                began,
                0,
                Set.of(),
                false,
                began ? TeamRecord.Degraded.NONE : degraded);
    }

    TeamPosition touched(long transaction, long team) {
        Set<Long> teams = new TreeSet<>(openTransaction == transaction ? openTeams : Set.of());
        teams.add(team);
        return opened(transaction, teams, openTransaction == transaction && openShared);
    }

    TeamPosition touchedShared(long transaction) {
        return opened(transaction, openTransaction == transaction ? openTeams : Set.of(), true);
    }

    TeamPosition ended(long at) {
        return new TeamPosition(
                watermarkLsn,
                watermarkAt,
                Math.max(at, asOf),
                epoch,
                complete,
                snapshotOpen,
                0,
                Set.of(),
                false,
                degraded);
    }

    TeamPosition degraded(TeamRecord.Degraded now) {
        return new TeamPosition(
                watermarkLsn,
                watermarkAt,
                asOf,
                epoch,
                complete,
                snapshotOpen,
                openTransaction,
                openTeams,
                openShared,
                now);
    }

    boolean isHalfApplied(long team) {
        return openTransaction != 0 && (openShared || openTeams.contains(team));
    }

    private TeamPosition opened(long transaction, Set<Long> teams, boolean shared) {
        return new TeamPosition(
                watermarkLsn, watermarkAt, asOf, epoch, complete, snapshotOpen, transaction, teams, shared, degraded);
    }

    TeamPositionProto toProto() {
        return TeamPositionProto.newBuilder()
                .setWatermarkLsn(watermarkLsn)
                .setWatermarkAt(watermarkAt)
                .setAsOf(asOf)
                .setEpoch(epoch)
                .setComplete(complete)
                .setSnapshotOpen(snapshotOpen)
                .setOpenTransaction(openTransaction)
                .addAllOpenTeams(openTeams)
                .setOpenShared(openShared)
                .setDegraded(TeamRecords.toProto(degraded))
                .build();
    }

    static TeamPosition ofProto(TeamPositionProto proto) {
        return new TeamPosition(
                proto.getWatermarkLsn(),
                proto.getWatermarkAt(),
                proto.getAsOf(),
                proto.getEpoch(),
                proto.getComplete(),
                proto.getSnapshotOpen(),
                proto.getOpenTransaction(),
                Set.copyOf(proto.getOpenTeamsList()),
                proto.getOpenShared(),
                TeamRecords.ofProto(proto.getDegraded()));
    }
}
