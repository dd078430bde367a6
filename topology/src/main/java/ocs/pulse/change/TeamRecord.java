package ocs.pulse.change;

import java.util.Set;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/** One record of the topic from the ledger to the teams stage, in commit order within each partition. */
public sealed interface TeamRecord {

    /**
     * One row's step.
     *
     * @param teamId the team whose partition this is for; null for the small tables, which every partition holds
     * @param before the row as it was last sent to this team; null: it was not there
     * @param after the row as it is now; null: it is gone (or has moved to another team)
     * @param transaction the Postgres transaction; 0 for rows of a snapshot
     * @param lsn where in the write-ahead log the change stands, 0 where unknown
     * @param committedAt the commit's time, Unix milliseconds
     */
    record Changed(
            @Nullable Long teamId,
            @Nullable Placed before,
            @Nullable Placed after,
            long transaction,
            long lsn,
            long committedAt)
            implements TeamRecord {
        public Changed {
            if (before == null && after == null) {
                throw new IllegalArgumentException("A change needs a row before or after");
            }
        }

        /** The row that this is about, the newer image where there are two. */
        public Row row() {
            return after != null
                    ? after.row()
                    : java.util.Objects.requireNonNull(before).row();
        }
    }

    /** Every change of the transaction that this partition gets has come before this. */
    record TransactionEnd(long transaction, long committedAt) implements TeamRecord {}

    /** Everything that was committed before {@code lsn} has come before this; goes to every partition. */
    record Watermark(long lsn, long committedAt) implements TeamRecord {}

    /**
     * Which tables lack a change that could not be read, from here on; goes to every partition. A snapshot that begins
     * heals them all.
     *
     * @param unknown whether such a change did not even say its table
     */
    record Degraded(Set<SourceTable> tables, boolean unknown) implements TeamRecord {
        public static final Degraded NONE = new Degraded(Set.of(), false);

        public Degraded {
            tables = Set.copyOf(tables);
        }

        public boolean isNone() {
            return tables.isEmpty() && !unknown;
        }
    }

    /** A snapshot began or is complete; goes to every partition. */
    record Snapshot(long epoch, boolean complete) implements TeamRecord {}
}
