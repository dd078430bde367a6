package ocs.pulse.capture;

import java.util.List;

/**
 * Where a streamed row stands in the slot's stream; the same in every replay. Positions can be told apart but not
 * ordered: the log positions of overlapping transactions step backwards.
 *
 * @param ordinal counts the records with this log position, from 0: one COPY line or one row of a multi-row INSERT
 *     each, and the delete, tombstone and create of a changed key
 */
record Position(long transaction, long lsn, int ordinal) {
    /** The header of {@code ocs.changes} that carries it, as {@link #toString}. */
    static final String HEADER = "pulse.position";

    static Position parse(String text) {
        List<String> parts = List.of(text.split(":", -1));
        if (parts.size() != 3) {
            throw new IllegalArgumentException("No position: '" + text + "'");
        }
        return new Position(Long.parseLong(parts.get(0)), Long.parseLong(parts.get(1)), Integer.parseInt(parts.get(2)));
    }

    boolean sameGroup(long otherTransaction, long otherLsn) {
        return transaction == otherTransaction && lsn == otherLsn;
    }

    @Override
    public String toString() {
        return transaction + ":" + lsn + ":" + ordinal;
    }
}
