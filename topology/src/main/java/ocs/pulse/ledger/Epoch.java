package ocs.pulse.ledger;

/**
 * The time from one whole snapshot to the next. Rows that are not touched between its beginning and the end of its
 * snapshot are gone.
 *
 * @param number counts from 1; 0 before the first
 * @param open whether its snapshot is still running
 * @param lsn the LSN that all rows of its snapshot have, 0 while unknown
 * @param fresh whether nothing was known before it
 * @param completed the last epoch whose snapshot ended and whose leftovers are gone
 */
record Epoch(long number, boolean open, long lsn, boolean fresh, long completed) {
    static final Epoch NONE = new Epoch(0, false, 0, false, 0);

    Epoch next(long sighting, boolean nothingKnown) {
        return new Epoch(sighting, true, 0, nothingKnown, completed);
    }

    Epoch withLsn(long snapshotLsn) {
        return new Epoch(number, open, snapshotLsn, fresh, completed);
    }

    Epoch closed() {
        return new Epoch(number, false, lsn, fresh, completed);
    }

    Epoch complete() {
        return new Epoch(number, open, lsn, fresh, number);
    }

    /** Whether a row of a whole snapshot belongs to another snapshot than this epoch's. */
    boolean endsWith(long snapshotLsn) {
        if (number == 0) {
            return true;
        }
        return open ? lsn != 0 && lsn != snapshotLsn : lsn != snapshotLsn || lsn == 0;
    }
}
