package ocs.pulse.query.dashboard;

import java.util.List;
import java.util.stream.Stream;
import ocs.pulse.view.TeamView;

/**
 * The pass over a team's conversations that all panels share. Where there is much to count, panels count at the same time:
 * none of them knows of another.
 */
final class ActivityScan {
    private ActivityScan() {}

    /** Hands every selected conversation with a message in the window to each of the counters, some thousand at a time. */
    static void run(TeamView view, Window window, Selection selection, Periods periods, List<Counter> counters) {
        Activity activity = new Activity(view, window, periods);
        int bound = view.conversationBound();
        for (int conversation = 0; conversation < bound; conversation++) {
            if (selection.includes(conversation)) {
                activity.add(conversation);
                if (activity.isFull()) {
                    each(counters, bound).forEach(counter -> counter.add(activity));
                    activity.clear();
                }
            }
        }
        counters.forEach(counter -> counter.add(activity));
        each(counters, bound).forEach(Counter::end);
    }

    /** A small team's counters are done before another thread has woken up. */
    private static Stream<Counter> each(List<Counter> counters, int conversations) {
        return conversations > Activity.MOST ? counters.parallelStream() : counters.stream();
    }
}
