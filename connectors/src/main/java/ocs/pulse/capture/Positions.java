package ocs.pulse.capture;

import org.jspecify.annotations.Nullable;

/** Numbers the streamed records of one life of the engine, which always begins at the first record of a log position. */
final class Positions {
    private @Nullable Position last;

    Position ofRow(long transaction, long lsn) {
        last = last != null && last.sameGroup(transaction, lsn)
                ? new Position(transaction, lsn, last.ordinal() + 1)
                : new Position(transaction, lsn, 0);
        return last;
    }

    /** The tombstone of the row before it. */
    Position ofTombstone() {
        if (last == null) {
            throw new IllegalStateException("A tombstone without a delete before it");
        }
        return ofRow(last.transaction(), last.lsn());
    }
}
