package ocs.pulse.query.table;

import java.util.Arrays;
import java.util.function.IntToLongFunction;
import ocs.pulse.query.CodePoints;

/**
 * Which of two rows comes first: those with a key before those without, then by key, then by id. Descending turns the key
 * alone.
 *
 * @param key what the sort's column holds in a row
 * @param id the id of a row, given its ordinal
 */
public record RowOrder(Sort sort, SortKey key, IntToLongFunction id) {

    boolean hasKey(int ordinal) {
        return key instanceof SortKey.Numbers numbers
                ? numbers.of().applyAsLong(ordinal) != numbers.missing()
                : ((SortKey.Texts) key).of().apply(ordinal) != null;
    }

    int compare(int left, int right) {
        if (key instanceof SortKey.Numbers numbers) {
            return compareNumbers(numbers, left, right);
        }
        SortKey.Texts texts = (SortKey.Texts) key;
        String one = texts.of().apply(left);
        String other = texts.of().apply(right);
        if (one == null || other == null) {
            return one == other ? compareIds(left, right) : one == null ? 1 : -1;
        }
        return turned(CodePoints.compare(one, other), left, right);
    }

    private int compareNumbers(SortKey.Numbers numbers, int left, int right) {
        long one = numbers.of().applyAsLong(left);
        long other = numbers.of().applyAsLong(right);
        if (one == numbers.missing() || other == numbers.missing()) {
            return one == other ? compareIds(left, right) : one == numbers.missing() ? 1 : -1;
        }
        return turned(Long.compare(one, other), left, right);
    }

    private int turned(int keys, int left, int right) {
        if (keys == 0) {
            return compareIds(left, right);
        }
        return sort.descending() ? -keys : keys;
    }

    private int compareIds(int left, int right) {
        return Long.compare(id.applyAsLong(left), id.applyAsLong(right));
    }

    /** Whether the row comes after the cursor's. */
    boolean follows(int ordinal, Cursor cursor) {
        Cursor.Key place = cursor.key();
        if (key instanceof SortKey.Numbers numbers) {
            long number = numbers.of().applyAsLong(ordinal);
            if (place instanceof Cursor.Key.Number at && number != numbers.missing()) {
                return follows(Long.compare(number, at.value()), ordinal, cursor);
            }
            return followsMissing(number == numbers.missing(), ordinal, cursor);
        }
        String text = ((SortKey.Texts) key).of().apply(ordinal);
        if (place instanceof Cursor.Key.Text at && text != null) {
            return follows(CodePoints.compare(text, at.value()), ordinal, cursor);
        }
        return followsMissing(text == null, ordinal, cursor);
    }

    private boolean follows(int keys, int ordinal, Cursor cursor) {
        return keys == 0 ? id.applyAsLong(ordinal) > cursor.id() : keys > 0 != sort.descending();
    }

    /** Where the row or the cursor's, or both, have no key. */
    private boolean followsMissing(boolean isMissing, int ordinal, Cursor cursor) {
        return isMissing && (!(cursor.key() instanceof Cursor.Key.Missing) || id.applyAsLong(ordinal) > cursor.id());
    }

    /** The cursor with the whole of a key that was cut, while its row is among these; else as it is. */
    Cursor whole(Cursor cursor, int[] ordinals) {
        if (!(cursor.key() instanceof Cursor.Key.Text text && text.cut() && key instanceof SortKey.Texts texts)) {
            return cursor;
        }
        return Arrays.stream(ordinals)
                .filter(ordinal -> id.applyAsLong(ordinal) == cursor.id())
                .mapToObj(texts.of()::apply)
                .filter(found -> found != null && found.startsWith(text.value()))
                .findFirst()
                .map(found -> cursor.at(new Cursor.Key.Text(found, false)))
                .orElse(cursor);
    }

    /** Whether a cursor of this order may have such a key. */
    boolean takes(Cursor.Key place) {
        return place instanceof Cursor.Key.Missing
                || place instanceof Cursor.Key.Number == key instanceof SortKey.Numbers;
    }

    /** Some rows in this order. */
    int[] sorted(int[] ordinals) {
        return Arrays.stream(ordinals)
                .boxed()
                .sorted(this::compare)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
