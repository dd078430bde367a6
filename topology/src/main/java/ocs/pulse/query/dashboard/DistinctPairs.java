package ocs.pulse.query.dashboard;

import java.util.List;

/**
 * How many different right numbers come with each left number. Pairs are only collected at first; in the end they are brought
 * together by their right number, so that one look at who came last with a left number tells whether a pair is new.
 */
final class DistinctPairs {
    private final Numbers pairs = new Numbers();

    void add(int left, int right) {
        pairs.add((long) left << Integer.SIZE | right);
    }

    /** Takes over the pairs of another, which is not to be used any more. */
    void addAll(DistinctPairs other) {
        pairs.addAll(other.pairs);
    }

    /** As {@link #addAll}, with other left numbers in place of its own. */
    void addAll(DistinctPairs other, int[] lefts) {
        for (long[] piece : other.pairs.pieces()) {
            for (long pair : piece) {
                add(lefts[left(pair)], right(pair));
            }
        }
    }

    private static int left(long pair) {
        return (int) (pair >>> Integer.SIZE);
    }

    private static int right(long pair) {
        return (int) pair;
    }

    /** By left number, all of them below {@code leftBound} as the right ones are below {@code rightBound}. */
    int[] counts(int leftBound, int rightBound) {
        int[] ends = new int[rightBound + 1];
        int[] grouped = group(ends);
        int[] counts = new int[leftBound];
        int[] newest = new int[leftBound];
        int at = 0;
        for (int right = 0; right < rightBound; right++) {
            for (; at < ends[right]; at++) {
                int left = grouped[at];
                if (newest[left] != right + 1) {
                    newest[left] = right + 1;
                    counts[left]++;
                }
            }
        }
        return counts;
    }

    /** The left numbers, those of the same right number together; {@code ends} says where each of these groups ends. */
    private int[] group(int[] ends) {
        List<long[]> pieces = pairs.pieces();
        for (long[] piece : pieces) {
            for (long pair : piece) {
                ends[right(pair) + 1]++;
            }
        }
        for (int right = 1; right < ends.length; right++) {
            ends[right] += ends[right - 1];
        }
        int[] grouped = new int[pairs.size()];
        for (long[] piece : pieces) {
            for (long pair : piece) {
                grouped[ends[right(pair)]++] = left(pair);
            }
        }
        return grouped;
    }
}
