package ocs.pulse.query.table;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import ocs.pulse.query.CodePoints;
import org.jspecify.annotations.Nullable;

/**
 * Rows with their keys side by side, ready to be ordered: those that have a key, then those that have none. Key, then
 * id, decide; descending turns the key alone. Works on positions in the arrays below.
 */
final class KeyedRows {
    private final Columns columns;
    private final boolean descending;
    private final int[] present;
    private final int[] absent;

    /** Of each row its ordinal, its id, and its key: a number, or a text where there are texts. */
    private record Columns(int[] ordinals, long[] ids, long[] numbers, String @Nullable [] texts) {}

    private KeyedRows(Columns columns, boolean descending, int[] present, int[] absent) {
        this.columns = columns;
        this.descending = descending;
        this.present = present;
        this.absent = absent;
    }

    static KeyedRows of(Rows<?> rows, Sort sort) {
        int[] given = rows.ordinals();
        int[] ordinals = new int[given.length];
        SortKey key = rows.key(sort.column());
        long[] numbers = new long[key instanceof SortKey.Numbers ? given.length : 0];
        String @Nullable [] texts = key instanceof SortKey.Texts ? new String[given.length] : null;
        int keyed = 0;
        int missing = given.length;
        for (int ordinal : given) {
            boolean found = key instanceof SortKey.Numbers by
                    ? put(by, ordinal, numbers, keyed)
                    : put((SortKey.Texts) key, ordinal, texts, keyed);
            ordinals[found ? keyed++ : --missing] = ordinal;
        }
        long[] ids = new long[given.length];
        for (int at = 0; at < ids.length; at++) {
            ids[at] = rows.id(ordinals[at]);
        }
        return new KeyedRows(
                new Columns(ordinals, ids, numbers, texts),
                sort.descending(),
                IntStream.range(0, keyed).toArray(),
                IntStream.range(keyed, given.length).toArray());
    }

    private static boolean put(SortKey.Numbers key, int ordinal, long[] numbers, int at) {
        long number = key.of().applyAsLong(ordinal);
        numbers[at] = number;
        return number != key.missing();
    }

    private static boolean put(SortKey.Texts key, int ordinal, String @Nullable [] texts, int at) {
        String text = key.of().apply(ordinal);
        if (text == null || texts == null) {
            return false;
        }
        texts[at] = text;
        return true;
    }

    int size() {
        return present.length + absent.length;
    }

    /** Only the rows that come after the cursor's. */
    KeyedRows after(Cursor cursor) {
        long id = cursor.id();
        Cursor.Key key = cursor.key();
        if (key instanceof Cursor.Key.Missing) {
            int[] later = narrow(absent, position -> columns.ids[position] > id);
            return new KeyedRows(columns, descending, new int[0], later);
        }
        if (key instanceof Cursor.Key.Number number && columns.texts == null) {
            long value = number.value();
            return keeping(position -> follows(Long.compare(columns.numbers[position], value), position, id));
        }
        if (key instanceof Cursor.Key.Text text && columns.texts != null) {
            String[] texts = columns.texts;
            String value = whole(text, id, texts);
            return keeping(position -> follows(CodePoints.compare(texts[position], value), position, id));
        }
        throw Cursor.unreadable();
    }

    /** The ordinals of {@code count} rows from this place of the order on, fewer at its end. */
    int[] slice(long from, int count) {
        int[] slice = Arrays.copyOf(ordered(present, from, count, this::compare), count);
        int filled = (int) Math.max(0, Math.min(count, present.length - from));
        int[] rest = ordered(absent, Math.max(0, from - present.length), count - filled, this::compareIds);
        System.arraycopy(rest, 0, slice, filled, rest.length);
        return Arrays.stream(slice, 0, filled + rest.length)
                .map(position -> columns.ordinals[position])
                .toArray();
    }

    private KeyedRows keeping(IntPredicate later) {
        return new KeyedRows(columns, descending, narrow(present, later), absent);
    }

    private boolean follows(int comparison, int position, long id) {
        return comparison == 0 ? columns.ids[position] > id : comparison > 0 != descending;
    }

    /** The whole of a cut key, while the row is still there; else only its beginning. */
    private String whole(Cursor.Key.Text key, long id, String[] texts) {
        if (!key.cut()) {
            return key.value();
        }
        return Arrays.stream(present)
                .filter(position -> columns.ids[position] == id && texts[position].startsWith(key.value()))
                .mapToObj(position -> texts[position])
                .findFirst()
                .orElse(key.value());
    }

    private static int[] ordered(int[] positions, long from, int count, Selection.Order order) {
        int start = (int) Math.min(positions.length, from);
        int end = (int) Math.min(positions.length, (long) start + count);
        int[] selected = positions.clone();
        Selection.slice(selected, start, end, order);
        return Arrays.stream(selected, start, end)
                .boxed()
                .sorted(order::compare)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private int compare(int left, int right) {
        int keys = columns.texts == null
                ? Long.compare(columns.numbers[left], columns.numbers[right])
                : CodePoints.compare(columns.texts[left], columns.texts[right]);
        if (keys != 0) {
            return descending ? -keys : keys;
        }
        return compareIds(left, right);
    }

    private int compareIds(int left, int right) {
        return Long.compare(columns.ids[left], columns.ids[right]);
    }

    private static int[] narrow(int[] positions, IntPredicate kept) {
        return Arrays.stream(positions).filter(kept).toArray();
    }
}
