package ocs.pulse.bench;

import org.HdrHistogram.Histogram;

/**
 * How long something took, in milliseconds.
 *
 * @param who {@code pulse} or a rival
 * @param finished false where the rival was given up: its times are lower bounds
 */
record Measured(
        String piece, String what, String who, long samples, double p50, double p99, double max, boolean finished) {

    /** @param times in nanoseconds */
    static Measured of(String piece, String what, String who, Histogram times) {
        return new Measured(
                piece,
                what,
                who,
                times.getTotalCount(),
                times.getValueAtPercentile(50) / 1e6,
                times.getValueAtPercentile(99) / 1e6,
                times.getMaxValue() / 1e6,
                true);
    }

    static Measured once(String piece, String what, String who, double milliseconds) {
        return new Measured(piece, what, who, 1, milliseconds, milliseconds, milliseconds, true);
    }

    static Measured givenUp(String piece, String what, String who, double milliseconds) {
        return new Measured(piece, what, who, 1, milliseconds, milliseconds, milliseconds, false);
    }
}
