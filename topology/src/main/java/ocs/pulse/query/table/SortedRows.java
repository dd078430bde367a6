package ocs.pulse.query.table;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToLongFunction;
import ocs.pulse.query.CodePoints;

/**
 * Sorts many rows at once: by id and then, keeping what is equal as it is, by key; each time byte by byte of the number (a
 * radix sort). For a text stands its place among the distinct texts. A pass is linear, at most eight go over the ids and eight
 * over the keys, and a byte that all have in common takes none.
 */
final class SortedRows {
    private static final int BYTE_VALUES = 256;

    private SortedRows() {}

    /** The same rows in this order. */
    static int[] of(int[] rows, RowOrder order) {
        int[] byId = sorted(rows, order.id());
        int[] keyed = Arrays.stream(byId).filter(order::hasKey).toArray();
        int[] without = Arrays.stream(byId).filter(row -> !order.hasKey(row)).toArray();
        IntToLongFunction key = order.key() instanceof SortKey.Numbers numbers
                ? numbers.of()
                : places(keyed, (SortKey.Texts) order.key());
        int[] byKey = sorted(keyed, order.sort().descending() ? row -> ~key.applyAsLong(row) : key);
        int[] all = Arrays.copyOf(byKey, rows.length);
        System.arraycopy(without, 0, all, byKey.length, without.length);
        return all;
    }

    /** The place of a row's text among all of them; every row has one. */
    private static IntToLongFunction places(int[] rows, SortKey.Texts key) {
        Map<String, Integer> places = new HashMap<>();
        for (int row : rows) {
            places.put(key.text(row), 0);
        }
        String[] distinct = places.keySet().toArray(String[]::new);
        Arrays.sort(distinct, CodePoints::compare);
        for (int place = 0; place < distinct.length; place++) {
            places.put(distinct[place], place);
        }
        return row -> places.getOrDefault(key.text(row), 0);
    }

    /** By the number of each row, ascending; equal ones stay as they are. */
    private static int[] sorted(int[] rows, IntToLongFunction number) {
        int[] sorted = rows.clone();
        long[] numbers = new long[rows.length];
        long differing = 0;
        for (int at = 0; at < rows.length; at++) {
            // Bytes are compared without a sign.
            numbers[at] = number.applyAsLong(rows[at]) ^ Long.MIN_VALUE;
            differing |= numbers[at] ^ numbers[0];
        }
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            if ((differing >>> shift & 0xff) != 0) {
                pass(sorted, numbers, shift);
            }
        }
        return sorted;
    }

    private static void pass(int[] rows, long[] numbers, int shift) {
        int[] from = new int[BYTE_VALUES + 1];
        for (long number : numbers) {
            from[1 + (int) (number >>> shift & 0xff)]++;
        }
        for (int value = 0; value < BYTE_VALUES; value++) {
            from[value + 1] += from[value];
        }
        int[] oldRows = rows.clone();
        long[] oldNumbers = numbers.clone();
        for (int at = 0; at < oldRows.length; at++) {
            int place = from[(int) (oldNumbers[at] >>> shift & 0xff)]++;
            rows[place] = oldRows[at];
            numbers[place] = oldNumbers[at];
        }
    }
}
