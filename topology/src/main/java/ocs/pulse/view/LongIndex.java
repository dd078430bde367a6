package ocs.pulse.view;

import java.util.Arrays;

/**
 * A map from {@code long} to a number that is not negative, without boxes: open addressing, linear probing, at most half
 * full; a removal shifts back what follows, so there are no tombstones.
 */
public final class LongIndex {
    /** What {@link #get} answers for a key that is not there. */
    public static final int ABSENT = -1;

    private static final int LEAST_CAPACITY = 16;

    private long[] keys = new long[LEAST_CAPACITY];
    private int[] values = empty(LEAST_CAPACITY);
    private int size;

    public int size() {
        return size;
    }

    /** The number of the key, {@link #ABSENT} where there is none. */
    public int get(long key) {
        return values[positionOf(key)];
    }

    public boolean contains(long key) {
        return get(key) != ABSENT;
    }

    /** Sets the number of the key, whether or not it has one. */
    public void put(long key, int value) {
        if (value < 0) {
            throw new IllegalArgumentException("Not a number of an index: " + value);
        }
        int position = positionOf(key);
        if (values[position] == ABSENT) {
            if (2 * (size + 1) > keys.length) {
                grow();
                position = positionOf(key);
            }
            size++;
        }
        keys[position] = key;
        values[position] = value;
    }

    /** The number of the key; a new key gets the number of keys before it. Not to be mixed with {@link #remove}. */
    public int number(long key) {
        int number = get(key);
        if (number == ABSENT) {
            number = size;
            put(key, number);
        }
        return number;
    }

    /** Forgets the key; nothing happens where it is not there. */
    public void remove(long key) {
        int hole = positionOf(key);
        if (values[hole] == ABSENT) {
            return;
        }
        size--;
        int mask = keys.length - 1;
        int next = hole;
        while (true) {
            next = (next + 1) & mask;
            if (values[next] == ABSENT) {
                break;
            }
            if (!isFoundPast(hole, homeOf(keys[next]), next)) {
                keys[hole] = keys[next];
                values[hole] = values[next];
                hole = next;
            }
        }
        values[hole] = ABSENT;
    }

    /** Heap in bytes. */
    public long bytes() {
        return keys.length * 12L;
    }

    private int positionOf(long key) {
        int mask = keys.length - 1;
        int position = homeOf(key);
        while (values[position] != ABSENT && keys[position] != key) {
            position = (position + 1) & mask;
        }
        return position;
    }

    private int homeOf(long key) {
        return home(key, keys.length);
    }

    /** Where the key belongs in a table of this capacity, a power of two. */
    static int home(long key, int capacity) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & (capacity - 1);
    }

    /**
     * In a ring, whether an entry whose home is there and that stands at {@code at} is still found with nothing at {@code hole}.
     */
    static boolean isFoundPast(int hole, int home, int at) {
        return hole <= at ? hole < home && home <= at : hole < home || home <= at;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = empty(keys.length);
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldValues[old] != ABSENT) {
                int position = positionOf(oldKeys[old]);
                keys[position] = oldKeys[old];
                values[position] = oldValues[old];
            }
        }
    }

    private static int[] empty(int capacity) {
        int[] values = new int[capacity];
        Arrays.fill(values, ABSENT);
        return values;
    }
}
