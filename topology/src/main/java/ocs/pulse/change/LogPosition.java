package ocs.pulse.change;

/**
 * Where a change stands in the database's log.
 *
 * @param transaction the Postgres transaction; 0 for what a snapshot read
 * @param lsn where in the write-ahead log the change stands, 0 where unknown
 * @param committedAt the commit's time (a snapshot row's: when it was read), Unix milliseconds
 */
public record LogPosition(long transaction, long lsn, long committedAt) {}
