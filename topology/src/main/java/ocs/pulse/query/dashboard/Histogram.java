package ocs.pulse.query.dashboard;

import java.util.ArrayList;
import java.util.List;

/**
 * Ten bins of equal width over session lengths in minutes. The arithmetic is the original's to the last bit: a bin ends at
 * its start plus the width, which need not be where the next one starts, so a value may be in two bins or in none.
 */
final class Histogram {
    private static final int BINS = 10;

    private Histogram() {}

    /** One bin; its edges have 2 decimals, in its label 1. */
    public record Bin(double binStart, double binEnd, int count, String label) {}

    /** The bins of the values, each given as its bits; none for no values. */
    static List<Bin> of(Numbers values) {
        List<Bin> bins = new ArrayList<>();
        if (values.size() == 0) {
            return bins;
        }
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (long[] piece : values.pieces()) {
            for (long bits : piece) {
                least = Math.min(least, Double.longBitsToDouble(bits));
                most = Math.max(most, Double.longBitsToDouble(bits));
            }
        }
        double width = (most - least) / BINS;
        int[] counts = counts(values, least, width);
        for (int bin = 0; bin < BINS; bin++) {
            double start = least + bin * width;
            double end = start + width;
            String label = Ratios.label(start) + "-" + Ratios.label(end) + " min";
            bins.add(new Bin(Ratios.round(start, 2), Ratios.round(end, 2), counts[bin], label));
        }
        return bins;
    }

    /** Only the bins next to where a value should be are asked whether it is in them; all where they have no width. */
    private static int[] counts(Numbers values, double least, double width) {
        int[] counts = new int[BINS];
        double[] starts = new double[BINS];
        double[] ends = new double[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            starts[bin] = least + bin * width;
            ends[bin] = starts[bin] + width;
        }
        double perMinute = 1 / width;
        for (long[] piece : values.pieces()) {
            for (long bits : piece) {
                double value = Double.longBitsToDouble(bits);
                int guess = width > 0 ? (int) ((value - least) * perMinute) : 0;
                int first = width > 0 ? Math.max(0, guess - 1) : 0;
                int last = width > 0 ? Math.min(BINS - 1, guess + 1) : BINS - 1;
                for (int bin = first; bin <= last; bin++) {
                    if (starts[bin] <= value && (value < ends[bin] || (bin == BINS - 1 && value == ends[bin]))) {
                        counts[bin]++;
                    }
                }
            }
        }
        return counts;
    }
}
