package ocs.pulse.query.table;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The rows of a question in its order.
 *
 * @param ordinals in order; all that match are among them
 * @param from where in {@code ordinals} it begins
 */
record OrderedRows(int[] ordinals, int from, BitSet matching, RowOrder order) {

    static OrderedRows of(Rows<?> rows, Sort sort) {
        RowOrder order = new RowOrder(sort, rows.key(sort.column()), rows::id);
        return new OrderedRows(rows.ordered(order), 0, rows.matching(), order);
    }

    /** Only the rows that come after the cursor's. */
    OrderedRows after(Cursor cursor) {
        if (!order.takes(cursor.key())) {
            throw Cursor.unreadable();
        }
        Cursor whole = order.whole(cursor, ordinals);
        int low = 0;
        int high = ordinals.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order.follows(ordinals[middle], whole)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return new OrderedRows(ordinals, low, matching, order);
    }

    /** {@code count} matching rows after the first {@code skipped} of them, fewer at the end. */
    int[] slice(long skipped, int count) {
        int[] slice = new int[Math.min(count, ordinals.length)];
        int taken = 0;
        long left = skipped;
        for (int at = from; at < ordinals.length && taken < slice.length; at++) {
            int ordinal = ordinals[at];
            if (matching.get(ordinal) && --left < 0) {
                slice[taken++] = ordinal;
            }
        }
        return Arrays.copyOf(slice, taken);
    }
}
