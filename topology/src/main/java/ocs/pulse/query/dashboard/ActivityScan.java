package ocs.pulse.query.dashboard;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import ocs.pulse.view.TeamView;

/**
 * The pass over a team's conversations that all panels share. Where there is much to count, as many count as there are
 * cores, each over a part of the conversations.
 */
final class ActivityScan {
    /** A part of fewer conversations is done before another thread has woken up. */
    private static final int LEAST_PART = 8192;

    private static final int MOST_PARTS = 8;

    private ActivityScan() {}

    /**
     * Hands every selected conversation with a message in the window to a counter, some hundred at a time.
     *
     * @param make a counter that has counted nothing yet, given periods of its own
     */
    static <C extends Counter<C>> C run(
            TeamView view, DashboardQuestion question, Selection selection, Function<Periods, C> make) {
        return run(view, question, selection, make, parts(view.conversationBound()));
    }

    /** @param parts how many count at the same time, at least one */
    static <C extends Counter<C>> C run(
            TeamView view, DashboardQuestion question, Selection selection, Function<Periods, C> make, int parts) {
        int bound = view.conversationBound();
        List<C> counters = IntStream.range(0, parts)
                .parallel()
                .mapToObj(part -> {
                    Periods periods = question.periods();
                    C counter = make.apply(periods);
                    Activity activity = new Activity(view, question.window(), periods);
                    int from = (int) ((long) bound * part / parts);
                    int to = (int) ((long) bound * (part + 1) / parts);
                    count(activity, selection, from, to, counter);
                    return counter;
                })
                .toList();
        C first = counters.get(0);
        counters.stream().skip(1).forEach(first::add);
        first.end();
        return first;
    }

    static int parts(int conversations) {
        int cores = Math.min(MOST_PARTS, Runtime.getRuntime().availableProcessors());
        return Math.max(1, Math.min(cores, conversations / LEAST_PART));
    }

    private static void count(Activity activity, Selection selection, int from, int to, Counter<?> counter) {
        for (int conversation = from; conversation < to; conversation++) {
            if (selection.includes(conversation)) {
                activity.add(conversation);
                if (activity.isFull()) {
                    counter.add(activity);
                    activity.clear();
                }
            }
        }
        counter.add(activity);
    }
}
