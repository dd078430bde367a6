package ocs.pulse.view;

import java.util.Arrays;

/**
 * Conversations by the id of their chat, whether its row is there, and its own tags. Whatever hangs on a conversation
 * (chat row, session, each chat tagging, each message) holds its ordinal; the last to let go vacates it.
 */
final class Chats {
    private final Numbering ordinals = new Numbering();
    private boolean[] present = new boolean[0];
    private TagSet[] tags = new TagSet[0];

    int bound() {
        return ordinals.bound();
    }

    /** The conversation's ordinal, -1 where nothing hangs on it. */
    int find(long id) {
        return ordinals.get(id);
    }

    /** The conversation's ordinal, with one thing more hanging on it. */
    int hold(long id) {
        int conversation = ordinals.hold(id);
        reserve(conversation);
        return conversation;
    }

    /** One thing less hangs on the conversation. */
    void release(int conversation) {
        ordinals.release(ordinals.id(conversation));
    }

    boolean isPresent(int conversation) {
        return present[conversation];
    }

    void present(int conversation, boolean isPresent) {
        present[conversation] = isPresent;
    }

    long id(int conversation) {
        return ordinals.id(conversation);
    }

    TagSet tags(int conversation) {
        return tags[conversation];
    }

    void tags(int conversation, TagSet set) {
        tags[conversation] = set;
    }

    /** Heap in bytes. */
    long bytes() {
        return ordinals.bytes() + 5L * present.length;
    }

    private void reserve(int conversation) {
        if (conversation < present.length) {
            return;
        }
        int capacity = Room.of(conversation + 1);
        int old = present.length;
        present = Arrays.copyOf(present, capacity);
        tags = Arrays.copyOf(tags, capacity);
        Arrays.fill(tags, old, capacity, TagSet.EMPTY);
    }
}
