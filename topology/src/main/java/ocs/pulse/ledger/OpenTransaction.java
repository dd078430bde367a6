package ocs.pulse.ledger;

import java.util.SortedSet;
import java.util.TreeSet;
import ocs.pulse.proto.OpenTransactionProto;

/**
 * The transaction whose changes are coming in.
 *
 * @param committedAt Unix milliseconds
 * @param teams the teams that got a change of it so far
 * @param everyone whether all partitions got one, or so many teams that it comes to the same
 */
record OpenTransaction(long transaction, long committedAt, SortedSet<Long> teams, boolean everyone) {
    /** With more teams than this, the end goes to all partitions. */
    private static final int MOST_TEAMS = 1_000;

    static OpenTransaction begin(long transaction, long committedAt) {
        return new OpenTransaction(transaction, committedAt, new TreeSet<>(), false);
    }

    static OpenTransaction ofProto(OpenTransactionProto proto) {
        return new OpenTransaction(
                proto.getTransaction(),
                proto.getCommittedAt(),
                new TreeSet<>(proto.getTeamsList()),
                proto.getEveryone());
    }

    OpenTransactionProto toProto() {
        return OpenTransactionProto.newBuilder()
                .setTransaction(transaction)
                .setCommittedAt(committedAt)
                .addAllTeams(teams)
                .setEveryone(everyone)
                .build();
    }

    boolean reaches(TeamKey audience) {
        return everyone || (!audience.teams().isEmpty() && teams.containsAll(audience.teams()));
    }

    OpenTransaction reaching(TeamKey audience) {
        TreeSet<Long> more = new TreeSet<>(teams);
        more.addAll(audience.teams());
        return new OpenTransaction(
                transaction, committedAt, more, everyone || audience.teams().isEmpty() || more.size() > MOST_TEAMS);
    }

    boolean reachedAnyone() {
        return everyone || !teams.isEmpty();
    }

    /** Those who are to hear of its end. */
    TeamKey audience() {
        return everyone ? TeamKey.EVERYONE : TeamKey.ofAll(teams);
    }
}
