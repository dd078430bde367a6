package ocs.pulse.view;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that mostly are small: ids and durations. Four bytes each while all of them are from 0 to 2^32 - 1, eight each from
 * the first other one on. Unset places hold 0.
 */
final class LongColumn {
    private static final long LOW = 0xFFFF_FFFFL;

    private int[] small = new int[0];
    private long @Nullable [] large;

    long get(int place) {
        return large == null ? small[place] & LOW : large[place];
    }

    void set(int place, long value) {
        if (large == null && (value & LOW) != value) {
            large = Arrays.stream(small).mapToLong(low -> low & LOW).toArray();
            small = new int[0];
        }
        if (large == null) {
            small[place] = (int) value;
        } else {
            large[place] = value;
        }
    }

    /** Grows, or shrinks. */
    void resize(int capacity) {
        if (large == null) {
            small = Arrays.copyOf(small, capacity);
        } else {
            large = Arrays.copyOf(large, capacity);
        }
    }

    /** Copies a run within the column, as {@link System#arraycopy} does. */
    void move(int from, int to, int count) {
        Object values = large == null ? small : large;
        System.arraycopy(values, from, values, to, count);
    }

    /** Sets a run to that of another column. */
    void take(LongColumn other, int from, int to, int count) {
        for (int place = 0; place < count; place++) {
            set(to + place, other.get(from + place));
        }
    }

    /** Heap in bytes. */
    long bytes() {
        return large == null ? 4L * small.length : 8L * large.length;
    }
}
