package ocs.pulse.query.dashboard;

import ocs.pulse.change.PgTime;

/** How long sessions took. A session that began or ended at an infinite time has no length. */
final class Durations {
    private Durations() {}

    static boolean isMeasurable(long from, long to) {
        return isFinite(from) && isFinite(to);
    }

    static boolean isFinite(long time) {
        return time != PgTime.INFINITY && time != PgTime.MINUS_INFINITY;
    }

    /** Minutes, negative where the end lies before the beginning. */
    static double minutes(long from, long to) {
        return (to - from) / 1e6 / 60;
    }
}
