package ocs.pulse.query.dashboard;

import java.util.Arrays;

/** Counts by a small number, zero for every number until it is counted. */
final class Tally {
    private int[] counts = new int[64];

    void add(int number, int more) {
        if (number >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(number + 1, 2 * counts.length));
        }
        counts[number] += more;
    }

    int get(int number) {
        return number < counts.length ? counts[number] : 0;
    }
}
