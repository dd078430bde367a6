package ocs.pulse.query.dashboard;

import java.util.List;
import ocs.pulse.view.TeamView;

/** The pass over a team's conversations that all panels share. */
final class ActivityScan {
    private ActivityScan() {}

    /** Hands every selected conversation with a message in the window to each of the counters. */
    static void run(TeamView view, Window window, Selection selection, Periods periods, List<Counter> counters) {
        Counter[] all = counters.toArray(new Counter[0]);
        Activity activity = new Activity(view, periods);
        int bound = view.conversationBound();
        for (int conversation = 0; conversation < bound; conversation++) {
            if (selection.includes(conversation) && activity.moveTo(conversation, window)) {
                for (Counter counter : all) {
                    counter.add(activity);
                }
            }
        }
    }
}
