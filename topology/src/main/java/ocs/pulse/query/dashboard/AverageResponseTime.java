package ocs.pulse.query.dashboard;

import java.util.ArrayList;
import java.util.List;
import ocs.pulse.view.TeamView;

/**
 * Traces of the active sessions, whatever their own time and state: the mean duration of each period that has one, in
 * seconds with 2 decimals. So periods outside the window appear. A trace at an infinite time is in no period.
 */
final class AverageResponseTime implements Counter<AverageResponseTime> {
    private final TeamView view;
    private final Periods periods;
    private final boolean[] active;
    private final Sums sums = new Sums();

    public record Mean(String date, double avgResponseTimeSec) {}

    /** @param periods numbered by this panel alone */
    AverageResponseTime(TeamView view, Periods periods) {
        this.view = view;
        this.periods = periods;
        this.active = new boolean[view.conversationBound()];
    }

    @Override
    public void add(Activity activity) {
        for (int at = 0; at < activity.size; at++) {
            if (activity.isActiveSession[at]) {
                active[activity.conversation[at]] = true;
            }
        }
    }

    @Override
    public void add(AverageResponseTime other) {
        for (int conversation = 0; conversation < active.length; conversation++) {
            active[conversation] |= other.active[conversation];
        }
    }

    @Override
    public void end() {
        int bound = view.traceBound();
        for (int trace = 0; trace < bound; trace++) {
            int conversation = view.traceConversation(trace);
            if (conversation >= 0 && active[conversation] && Durations.isFinite(view.traceTime(trace))) {
                sums.add(periods.of(view.traceTime(trace)), view.traceDurationMs(trace));
            }
        }
    }

    List<Mean> result() {
        List<Mean> means = new ArrayList<>();
        for (int period : periods.inOrder()) {
            means.add(new Mean(periods.label(period), Ratios.round(sums.mean(period) / 1000, 2)));
        }
        return means;
    }

    private static final class Sums {
        private long[] totals = new long[64];
        private final Tally counts = new Tally();

        void add(int period, long value) {
            if (period >= totals.length) {
                totals = java.util.Arrays.copyOf(totals, Math.max(period + 1, 2 * totals.length));
            }
            totals[period] += value;
            counts.add(period, 1);
        }

        double mean(int period) {
            return (double) totals[period] / counts.get(period);
        }
    }
}
