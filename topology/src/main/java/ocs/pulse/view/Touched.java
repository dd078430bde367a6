package ocs.pulse.view;

import java.util.BitSet;
import java.util.stream.IntStream;

/** What has changed in a view since somebody last caught up with it. */
public final class Touched {
    private final BitSet conversations = new BitSet();
    private final BitSet participants = new BitSet();

    void conversation(int conversation) {
        conversations.set(conversation);
    }

    void participant(int ordinal) {
        participants.set(ordinal);
    }

    public boolean isEmpty() {
        return conversations.isEmpty() && participants.isEmpty();
    }

    public void clear() {
        conversations.clear();
        participants.clear();
    }

    /** The conversations of which anything may be another; those of a changed participant are among them. */
    public BitSet conversations(TeamView view) {
        if (!participants.isEmpty()) {
            IntStream.range(0, view.conversationBound())
                    .filter(conversation -> isOfChanged(view, conversation))
                    .forEach(conversations::set);
            participants.clear();
        }
        return conversations;
    }

    private boolean isOfChanged(TeamView view, int conversation) {
        int participant = view.hasSession(conversation) ? view.participantOrdinal(conversation) : -1;
        return participant >= 0 && participants.get(participant);
    }

    /** Heap in bytes. */
    public long bytes() {
        return (conversations.size() + participants.size()) / Byte.SIZE;
    }
}
