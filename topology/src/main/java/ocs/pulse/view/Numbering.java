package ocs.pulse.view;

import java.util.Arrays;

/**
 * Small numbers for ids, so that what belongs to an id lies in an array. A number is held by everything that names its id
 * and is given to another id when the last of them lets go.
 */
final class Numbering {
    private final LongIndex numbers = new LongIndex();
    private long[] ids = new long[16];
    private int[] holders = new int[16];
    private int[] free = new int[16];
    private int freeCount;
    private int bound;

    /** Every number is below this. */
    int bound() {
        return bound;
    }

    /** The id's number, {@link LongIndex#ABSENT} while nothing holds it. */
    int get(long id) {
        return numbers.get(id);
    }

    /** The id of a number that is held. */
    long id(int number) {
        return ids[number];
    }

    /** The id's number, held once more. */
    int hold(long id) {
        int number = numbers.get(id);
        if (number == LongIndex.ABSENT) {
            number = freeCount > 0 ? free[--freeCount] : bound++;
            if (number == holders.length) {
                holders = Arrays.copyOf(holders, 2 * number);
                ids = Arrays.copyOf(ids, 2 * number);
            }
            numbers.put(id, number);
            ids[number] = id;
        }
        holders[number]++;
        return number;
    }

    /** Held once less; true when the number is free now. */
    boolean release(long id) {
        int number = numbers.get(id);
        if (number == LongIndex.ABSENT) {
            throw new IllegalStateException("Nothing holds " + id);
        }
        if (--holders[number] > 0) {
            return false;
        }
        numbers.remove(id);
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, 2 * freeCount);
        }
        free[freeCount++] = number;
        return true;
    }

    /** Heap in bytes. */
    long bytes() {
        return numbers.bytes() + 4L * (3 * holders.length + free.length);
    }
}
