package ocs.pulse.view;

import java.util.Arrays;

/**
 * The messages of all conversations in three parallel columns. A conversation's messages are one run of neighbours, by
 * time and then id, with some room behind it. A run that has no room left moves to the end of the columns; when more than
 * half of the columns is abandoned, everything is written afresh in the order of conversations. So an append costs
 * amortised constant time, and a scan over conversations runs through memory mostly forwards.
 *
 * <p>A mark packs a message's type (lowest two bits) with the ordinal of its tag set.
 */
final class Timelines {
    /** For a conversation that has begun to grow among others. */
    private static final int LEAST_ROOM = 4;

    private long[] times = new long[64];
    private LongColumn ids = new LongColumn();
    private int[] marks = new int[64];
    private int used;
    private int reserved;

    private int[] starts = new int[16];
    private int[] lengths = new int[16];
    private int[] rooms = new int[16];

    Timelines() {
        ids.resize(times.length);
    }

    int start(int conversation) {
        return conversation < starts.length ? starts[conversation] : 0;
    }

    int end(int conversation) {
        return conversation < starts.length ? starts[conversation] + lengths[conversation] : 0;
    }

    long time(int message) {
        return times[message];
    }

    long id(int message) {
        return ids.get(message);
    }

    int mark(int message) {
        return marks[message];
    }

    void mark(int message, int mark) {
        marks[message] = mark;
    }

    /** Where the message stands; where it is not there, the complement of where it would. */
    int find(int conversation, long time, long id) {
        int low = start(conversation);
        int high = end(conversation) - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compare(times[middle], time);
            if (order == 0) {
                order = Long.compare(ids.get(middle), id);
            }
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return ~low;
    }

    /** Where the message of an unknown time stands, -1 where it is not there; quick for the newest ones. */
    int findNewest(int conversation, long id) {
        int start = start(conversation);
        for (int message = end(conversation) - 1; message >= start; message--) {
            if (ids.get(message) == id) {
                return message;
            }
        }
        return -1;
    }

    /** Puts a message where {@link #find} said it would stand. */
    void insert(int conversation, int place, long time, long id, int mark) {
        reserve(conversation);
        int offset = place - starts[conversation];
        if (lengths[conversation] == rooms[conversation]) {
            makeRoom(conversation);
        }
        int position = starts[conversation] + offset;
        copy(position, position + 1, lengths[conversation] - offset);
        times[position] = time;
        ids.set(position, id);
        marks[position] = mark;
        lengths[conversation]++;
    }

    void remove(int conversation, int message) {
        copy(message + 1, message, end(conversation) - message - 1);
        if (--lengths[conversation] == 0) {
            reserved -= rooms[conversation];
            rooms[conversation] = 0;
            starts[conversation] = 0;
        }
    }

    /** Heap in bytes. */
    long bytes() {
        return 12L * times.length + ids.bytes() + 12L * starts.length;
    }

    private void reserve(int conversation) {
        if (conversation >= starts.length) {
            int capacity = Room.of(conversation + 1);
            starts = Arrays.copyOf(starts, capacity);
            lengths = Arrays.copyOf(lengths, capacity);
            rooms = Arrays.copyOf(rooms, capacity);
        }
    }

    private void makeRoom(int conversation) {
        int room = rooms[conversation];
        boolean isLast = room == 0 || starts[conversation] + room == used;
        int wanted = isLast ? room + 1 : Math.max(LEAST_ROOM, room + (room >> 1));
        int target = room > 0 && isLast ? starts[conversation] : used;
        if (target + (long) wanted > times.length) {
            if (reserved < used / 2) {
                compact();
                makeRoom(conversation);
                return;
            }
            enlarge(Math.addExact(target, wanted));
        }
        if (target == used) {
            copy(starts[conversation], target, lengths[conversation]);
            starts[conversation] = target;
        }
        rooms[conversation] = wanted;
        reserved += wanted - room;
        used = target + wanted;
    }

    private void enlarge(int least) {
        int capacity = Room.of(least);
        times = Arrays.copyOf(times, capacity);
        ids.resize(capacity);
        marks = Arrays.copyOf(marks, capacity);
    }

    private void compact() {
        long[] oldTimes = times;
        LongColumn oldIds = ids;
        int[] oldMarks = marks;
        int capacity = Room.of(reserved);
        times = new long[capacity];
        ids = new LongColumn();
        ids.resize(capacity);
        marks = new int[capacity];
        used = 0;
        for (int conversation = 0; conversation < starts.length; conversation++) {
            int start = starts[conversation];
            System.arraycopy(oldTimes, start, times, used, lengths[conversation]);
            ids.take(oldIds, start, used, lengths[conversation]);
            System.arraycopy(oldMarks, start, marks, used, lengths[conversation]);
            starts[conversation] = used;
            used += rooms[conversation];
        }
    }

    private void copy(int from, int to, int count) {
        System.arraycopy(times, from, times, to, count);
        ids.move(from, to, count);
        System.arraycopy(marks, from, marks, to, count);
    }
}
