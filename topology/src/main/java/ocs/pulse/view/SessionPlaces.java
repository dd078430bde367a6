package ocs.pulse.view;

import java.util.Arrays;

/**
 * Where each session is. A session has a number for as long as a conversation or a trace names it, so a trace that comes
 * before its session is at its place as soon as the session is.
 */
final class SessionPlaces {
    private final Numbering numbers = new Numbering();
    private int[] conversations = new int[0];

    /** The number of a session that a trace names. */
    int hold(long sessionId) {
        int number = numbers.hold(sessionId);
        if (number >= conversations.length) {
            int old = conversations.length;
            conversations = Arrays.copyOf(conversations, Room.of(number + 1));
            Arrays.fill(conversations, old, conversations.length, -1);
        }
        return number;
    }

    void release(int number) {
        numbers.release(numbers.id(number));
    }

    void put(long sessionId, int conversation) {
        int number = hold(sessionId);
        conversations[number] = conversation;
    }

    /** The session is not in this conversation any more; it may be in another already. */
    void remove(long sessionId, int conversation) {
        int number = numbers.get(sessionId);
        if (conversations[number] == conversation) {
            conversations[number] = -1;
        }
        release(number);
    }

    /** The conversation of the numbered session, -1 where there is none. */
    int conversation(int number) {
        return conversations[number];
    }

    /** Heap in bytes. */
    long bytes() {
        return numbers.bytes() + 4L * conversations.length;
    }
}
