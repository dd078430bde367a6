package ocs.pulse.view;

import java.util.Arrays;

/**
 * Small numbers for ids, so that what belongs to an id lies in an array. A number is held by everything that names its id
 * and is given to another id when the last of them lets go. Numbers are found as in {@link LongIndex}, but the ids to compare
 * with are those of the numbers: a hash table of four bytes a place.
 */
final class Numbering {
    private static final int LEAST_CAPACITY = 16;

    /** Numbers plus one; 0 where there is none. */
    private int[] table = new int[LEAST_CAPACITY];

    private final LongColumn ids = new LongColumn();
    private int[] holders = new int[0];
    private int[] free = new int[0];
    private int freeCount;
    private int bound;

    /** Every number is below this. */
    int bound() {
        return bound;
    }

    /** The id's number, {@link LongIndex#ABSENT} while nothing holds it. */
    int get(long id) {
        return table[positionOf(id)] - 1;
    }

    /** The id of a number that is held. */
    long id(int number) {
        return ids.get(number);
    }

    /** Whether anything holds the number. */
    boolean isHeld(int number) {
        return holders[number] > 0;
    }

    /** The id's number, held once more. */
    int hold(long id) {
        int number = get(id);
        if (number == LongIndex.ABSENT) {
            number = add(id);
        }
        holders[number]++;
        return number;
    }

    /** Held once less; true when the number is free now. */
    boolean release(long id) {
        int position = positionOf(id);
        int number = table[position] - 1;
        if (number == LongIndex.ABSENT) {
            throw new IllegalStateException("Nothing holds " + id);
        }
        if (--holders[number] > 0) {
            return false;
        }
        remove(position);
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, Room.of(freeCount + 1));
        }
        free[freeCount++] = number;
        return true;
    }

    /** Heap in bytes. */
    long bytes() {
        return ids.bytes() + 4L * (table.length + holders.length + free.length);
    }

    private int add(long id) {
        if (2 * (bound - freeCount + 1) > table.length) {
            grow();
        }
        int number = freeCount > 0 ? free[--freeCount] : bound++;
        if (number == holders.length) {
            int capacity = Room.of(number + 1);
            holders = Arrays.copyOf(holders, capacity);
            ids.resize(capacity);
        }
        ids.set(number, id);
        table[positionOf(id)] = number + 1;
        return number;
    }

    private int positionOf(long id) {
        int position = LongIndex.home(id, table.length);
        while (table[position] != 0 && ids.get(table[position] - 1) != id) {
            position = after(position);
        }
        return position;
    }

    /** Shifts back what follows, so that there are no tombstones. */
    private void remove(int position) {
        int hole = position;
        for (int next = after(hole); table[next] != 0; next = after(next)) {
            int home = LongIndex.home(ids.get(table[next] - 1), table.length);
            if (!LongIndex.isFoundPast(hole, home, next)) {
                table[hole] = table[next];
                hole = next;
            }
        }
        table[hole] = 0;
    }

    private int after(int position) {
        return (position + 1) & (table.length - 1);
    }

    private void grow() {
        int[] old = table;
        table = new int[2 * old.length];
        for (int entry : old) {
            if (entry != 0) {
                table[positionOf(ids.get(entry - 1))] = entry;
            }
        }
    }
}
