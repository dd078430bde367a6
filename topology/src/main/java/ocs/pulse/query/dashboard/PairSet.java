package ocs.pulse.query.dashboard;

import java.util.Arrays;
import java.util.BitSet;
import ocs.pulse.view.LongIndex;
import org.jspecify.annotations.Nullable;

/** Distinct pairs of small numbers: a bitmap for each of the first so many left numbers, a hash table for the others. */
final class PairSet {
    /** Bounds the memory of the bitmaps: 1,024 of 20,000 right numbers are 2.5 MB. */
    private static final int BITMAPS = 1024;

    private @Nullable BitSet[] bitmaps = new BitSet[16];
    private final LongIndex others = new LongIndex();

    /** True when the pair was not there. */
    boolean add(int left, int right) {
        if (left >= BITMAPS) {
            int before = others.size();
            others.number((long) left << 32 | right);
            return others.size() > before;
        }
        BitSet bitmap = bitmapOf(left);
        if (bitmap.get(right)) {
            return false;
        }
        bitmap.set(right);
        return true;
    }

    private BitSet bitmapOf(int left) {
        if (left >= bitmaps.length) {
            bitmaps = Arrays.copyOf(bitmaps, Math.max(left + 1, 2 * bitmaps.length));
        }
        BitSet bitmap = bitmaps[left];
        if (bitmap == null) {
            bitmap = new BitSet();
            bitmaps[left] = bitmap;
        }
        return bitmap;
    }
}
