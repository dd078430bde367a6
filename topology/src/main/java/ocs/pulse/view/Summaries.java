package ocs.pulse.view;

import java.util.Arrays;

/**
 * What a question mostly wants to know of a conversation's messages, kept ready, so that most conversations need no look at
 * their messages: when the first and the last of them came, how many there are by author, the last human one, and in a mask
 * which tags they may carry.
 */
final class Summaries {
    private long[] first = new long[0];
    private long[] last = new long[0];
    private long[] lastHuman = new long[0];
    private int[] humans = new int[0];
    private int[] ais = new int[0];
    private long[] tags = new long[0];

    long first(int conversation) {
        return first[conversation];
    }

    long last(int conversation) {
        return last[conversation];
    }

    long lastHuman(int conversation) {
        return lastHuman[conversation];
    }

    int humans(int conversation) {
        return humans[conversation];
    }

    int ais(int conversation) {
        return ais[conversation];
    }

    long tags(int conversation) {
        return conversation < tags.length ? tags[conversation] : 0;
    }

    /**
     * Counts a message that the timelines hold now.
     *
     * @param tagBits of its tags
     */
    void added(Timelines timelines, int conversation, long time, int mark, long tagBits) {
        reserve(conversation);
        count(conversation, mark, 1);
        tags[conversation] |= tagBits;
        if (Marks.type(mark) == TeamView.HUMAN) {
            lastHuman[conversation] = humans[conversation] == 1 ? time : Math.max(lastHuman[conversation], time);
        }
        edges(timelines, conversation);
    }

    /** Forgets a message that the timelines hold no more. */
    void removed(Timelines timelines, int conversation, long time, int mark) {
        count(conversation, mark, -1);
        if (timelines.start(conversation) == timelines.end(conversation)) {
            tags[conversation] = 0;
            return;
        }
        if (Marks.type(mark) == TeamView.HUMAN && time == lastHuman[conversation]) {
            lastHuman[conversation] = newestHuman(timelines, conversation);
        }
        edges(timelines, conversation);
    }

    /** A message's type or tags have become others. */
    void marked(Timelines timelines, int conversation, long time, int before, int after, long tagBits) {
        tags[conversation] |= tagBits;
        if (Marks.type(before) == Marks.type(after)) {
            return;
        }
        count(conversation, before, -1);
        added(timelines, conversation, time, after, tagBits);
        if (Marks.type(before) == TeamView.HUMAN) {
            lastHuman[conversation] = newestHuman(timelines, conversation);
        }
    }

    /** Heap in bytes. */
    long bytes() {
        return 40L * first.length;
    }

    private void count(int conversation, int mark, int step) {
        switch (Marks.type(mark)) {
            case TeamView.HUMAN -> humans[conversation] += step;
            case TeamView.AI -> ais[conversation] += step;
            default -> {
                // No turn.
            }
        }
    }

    private void edges(Timelines timelines, int conversation) {
        first[conversation] = timelines.time(timelines.start(conversation));
        last[conversation] = timelines.time(timelines.end(conversation) - 1);
    }

    private static long newestHuman(Timelines timelines, int conversation) {
        int start = timelines.start(conversation);
        for (int message = timelines.end(conversation) - 1; message >= start; message--) {
            if (Marks.type(timelines.mark(message)) == TeamView.HUMAN) {
                return timelines.time(message);
            }
        }
        return TeamView.NEVER;
    }

    private void reserve(int conversation) {
        if (conversation < first.length) {
            return;
        }
        int capacity = Room.of(conversation + 1);
        first = Arrays.copyOf(first, capacity);
        last = Arrays.copyOf(last, capacity);
        lastHuman = Arrays.copyOf(lastHuman, capacity);
        humans = Arrays.copyOf(humans, capacity);
        ais = Arrays.copyOf(ais, capacity);
        tags = Arrays.copyOf(tags, capacity);
    }
}
