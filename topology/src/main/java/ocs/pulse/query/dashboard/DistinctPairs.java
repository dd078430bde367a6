package ocs.pulse.query.dashboard;

import java.util.Arrays;

/**
 * How many different right numbers come with each left number. Pairs are only collected at first; in the end they are brought
 * together by their right number, so that one look at who came last with a left number tells whether a pair is new.
 */
final class DistinctPairs {
    private int[] lefts = new int[1024];
    private int[] rights = new int[1024];
    private int size;

    void add(int left, int right) {
        if (size == lefts.length) {
            lefts = Arrays.copyOf(lefts, 2 * size);
            rights = Arrays.copyOf(rights, 2 * size);
        }
        lefts[size] = left;
        rights[size] = right;
        size++;
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
        for (int pair = 0; pair < size; pair++) {
            ends[rights[pair] + 1]++;
        }
        for (int right = 1; right < ends.length; right++) {
            ends[right] += ends[right - 1];
        }
        int[] grouped = new int[size];
        for (int pair = 0; pair < size; pair++) {
            grouped[ends[rights[pair]]++] = lefts[pair];
        }
        return grouped;
    }
}
