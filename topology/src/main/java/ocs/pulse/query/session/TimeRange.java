package ocs.pulse.query.session;

import ocs.pulse.change.PgTime;

/** Times from the first to the last, both included, in microseconds of {@link PgTime}. */
record TimeRange(long first, long last) {

    static TimeRange day(long start) {
        return new TimeRange(start, start + PgTime.MICROS_PER_DAY - 1);
    }

    /** Minus infinity included. */
    static TimeRange before(long end) {
        return new TimeRange(PgTime.MINUS_INFINITY, end - 1);
    }

    /** Infinity included. */
    static TimeRange from(long start) {
        return new TimeRange(start, PgTime.INFINITY);
    }

    boolean contains(long time) {
        return first <= time && time <= last;
    }
}
