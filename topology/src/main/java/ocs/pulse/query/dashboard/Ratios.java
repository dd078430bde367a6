package ocs.pulse.query.dashboard;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Arithmetic as Open Chat Studio's Python does it. */
final class Ratios {
    private Ratios() {}

    /** A ratio over nothing is 0. */
    static double of(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    /** Rounds the exact binary value; halves go to the even neighbour. */
    static double round(double value, int decimals) {
        return exactly(value, decimals).doubleValue();
    }

    /** The value with one decimal, a rounded negative zero as such. */
    static String label(double value) {
        BigDecimal rounded = exactly(value, 1);
        boolean isNegativeZero = rounded.signum() == 0 && Double.doubleToRawLongBits(value) < 0;
        return isNegativeZero ? "-0.0" : rounded.toPlainString();
    }

    private static BigDecimal exactly(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    }
}
