package ocs.pulse.query.session;

import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import ocs.pulse.view.Kept;
import ocs.pulse.view.SharedTables;
import ocs.pulse.view.TeamView;
import ocs.pulse.view.Touched;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions meet some filters, kept from page to page: only those that have changed since are asked again, or all where
 * the small tables have. A bit a conversation.
 */
final class KeptMatches implements Kept {
    private final Touched touched = new Touched();
    private @Nullable BitSet matching;
    private @Nullable SharedTables shared;

    @Override
    public Touched touched() {
        return touched;
    }

    @Override
    public synchronized long bytes() {
        return (matching == null ? 0 : matching.size() / Byte.SIZE) + touched.bytes();
    }

    /**
     * The conversations whose session meets the test; not to be written to.
     *
     * @param test asked of conversations with a session of the team; made only where something is to be asked
     */
    synchronized BitSet of(TeamView view, Supplier<IntPredicate> test) {
        BitSet current = matching;
        if (current == null || shared != view.shared()) {
            current = new BitSet(view.conversationBound());
            ask(IntStream.range(0, view.conversationBound()), view, test.get(), current);
        } else if (!touched.isEmpty()) {
            current = (BitSet) current.clone();
            ask(touched.conversations(view).stream(), view, test.get(), current);
        }
        matching = current;
        shared = view.shared();
        touched.clear();
        return current;
    }

    private static void ask(IntStream conversations, TeamView view, IntPredicate test, BitSet matching) {
        boolean[] ours = KindMemo.of(view, kind -> kind.teamId() == view.teamId());
        conversations.forEach(conversation -> matching.set(
                conversation,
                view.hasSession(conversation) && ours[view.sessionKind(conversation)] && test.test(conversation)));
    }
}
