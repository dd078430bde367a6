package ocs.pulse.query.table;

import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import ocs.pulse.view.Kept;
import ocs.pulse.view.TeamView;
import ocs.pulse.view.Touched;
import org.jspecify.annotations.Nullable;

/**
 * Every session of a view in one order, kept from question to question. What has changed since the last one is taken out and
 * put in again where it belongs now: a few comparisons for each changed session and one copy of the rest, 4 bytes a
 * session. Where much has changed, or what sessions are named by, all is sorted afresh.
 */
public final class KeptOrder implements Kept {
    /** Above this part of all sessions, sorting afresh is no dearer. */
    private static final int MUCH = 8;

    private final Touched touched = new Touched();
    private int @Nullable [] ordered;
    private @Nullable Object names;

    @Override
    public Touched touched() {
        return touched;
    }

    @Override
    public synchronized long bytes() {
        return 4L * (ordered == null ? 0 : ordered.length) + touched.bytes();
    }

    /**
     * The conversations of all sessions in order; not to be written to.
     *
     * @param currentNames another object whenever keys may have changed without any session or participant
     */
    public synchronized int[] of(TeamView view, RowOrder order, Object currentNames) {
        int[] current = ordered;
        BitSet changed = touched.conversations(view);
        if (current == null || names != currentNames || changed.cardinality() > current.length / MUCH) {
            IntStream all = IntStream.range(0, view.conversationBound()).filter(view::hasSession);
            current = SortedRows.of(all.toArray(), order);
        } else if (!changed.isEmpty()) {
            current = moved(current, changed, view::hasSession, order);
        }
        ordered = current;
        names = currentNames;
        touched.clear();
        return current;
    }

    private static int[] moved(int[] before, BitSet changed, IntPredicate exists, RowOrder order) {
        int[] still = new int[before.length];
        int count = 0;
        for (int row : before) {
            if (!changed.get(row)) {
                still[count++] = row;
            }
        }
        int[] fresh = order.sorted(changed.stream().filter(exists).toArray());
        int[] after = new int[count + fresh.length];
        int from = 0;
        for (int at = 0; at < fresh.length; at++) {
            int place = place(still, from, count, fresh[at], order);
            System.arraycopy(still, from, after, from + at, place - from);
            after[place + at] = fresh[at];
            from = place;
        }
        System.arraycopy(still, from, after, from + fresh.length, count - from);
        return after;
    }

    /** Where in this part of the order the row belongs. */
    private static int place(int[] rows, int from, int to, int row, RowOrder order) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order.compare(rows[middle], row) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
