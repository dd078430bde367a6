package ocs.pulse.ledger;

import java.util.Map;
import java.util.Set;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/**
 * How the ledger is doing.
 *
 * @param epoch the number of the last snapshot or 0
 * @param snapshotRunning whether its rows are still coming
 * @param complete whether its rows have all come and those that vanished are gone
 * @param snapshotRows rows that came with it so far (after a restart, give or take a thousand)
 * @param watermark the LSN of the last heartbeat, 0 for none
 * @param parked rows that wait for an owner; tables without any are absent
 * @param acrossTeams rows that name another team than the one they belong to; tables without any are absent
 * @param deadLetters inputs that could not be understood, ever
 * @param degraded tables that lack such an input's change
 * @param unknownDegraded whether one of these inputs did not even say its table
 * @param work what is being done in slices, null for nothing
 * @param waiting inputs that wait for it
 */
public record LedgerStatus(
        long epoch,
        boolean snapshotRunning,
        boolean complete,
        long snapshotRows,
        long watermark,
        Map<SourceTable, Long> parked,
        Map<SourceTable, Long> acrossTeams,
        long deadLetters,
        Set<SourceTable> degraded,
        boolean unknownDegraded,
        @Nullable Work work,
        long waiting) {

    /** Before the ledger has said anything. */
    public static final LedgerStatus UNKNOWN =
            new LedgerStatus(0, false, false, 0, 0, Map.of(), Map.of(), 0, Set.of(), false, null, 0);

    /**
     * Work in progress.
     *
     * @param what in words
     * @param rowsDone rows looked at so far
     * @param behind pieces of work that wait behind it
     */
    public record Work(String what, long rowsDone, long behind) {}

    /** Whether answers may lack something that was committed long ago. */
    public boolean isDegraded() {
        return unknownDegraded || !degraded.isEmpty();
    }
}
