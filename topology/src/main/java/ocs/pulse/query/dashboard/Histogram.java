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

    /** The bins of the first {@code count} values; none for no values. */
    static List<Bin> of(double[] values, int count) {
        List<Bin> bins = new ArrayList<>();
        if (count == 0) {
            return bins;
        }
        double least = values[0];
        double most = values[0];
        for (int index = 1; index < count; index++) {
            least = Math.min(least, values[index]);
            most = Math.max(most, values[index]);
        }
        double width = (most - least) / BINS;
        for (int bin = 0; bin < BINS; bin++) {
            double start = least + bin * width;
            double end = start + width;
            int inside = countIn(values, count, start, end, bin == BINS - 1);
            String label = Ratios.label(start) + "-" + Ratios.label(end) + " min";
            bins.add(new Bin(Ratios.round(start, 2), Ratios.round(end, 2), inside, label));
        }
        return bins;
    }

    private static int countIn(double[] values, int count, double start, double end, boolean closed) {
        int inside = 0;
        for (int index = 0; index < count; index++) {
            double value = values[index];
            if (start <= value && (value < end || (closed && value == end))) {
                inside++;
            }
        }
        return inside;
    }
}
