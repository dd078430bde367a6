package ocs.pulse.query.dashboard;

import java.util.List;
import java.util.Map;
import ocs.pulse.query.Parameters;
import ocs.pulse.query.SyntheticTeam;
import ocs.pulse.view.ColumnView;

/**
 * How long a whole dashboard takes over 100,000 sessions of a {@link SyntheticTeam}.
 *
 * <p>{@code java -cp topology/target/classes:topology/target/test-classes:... ocs.pulse.query.dashboard.DashboardBenchmark}
 */
public final class DashboardBenchmark {
    private static final int SESSIONS = 100_000;

    private DashboardBenchmark() {}

    public static void main(String[] arguments) {
        ColumnView view = SyntheticTeam.of(SESSIONS);
        System.out.printf("view of %,d bytes%n", view.bytes());
        time(view, "30 days", Map.of());
        time(view, "365 days", Map.of("date_range", List.of("365")));
        time(view, "365 days by hour", Map.of("date_range", List.of("365"), "granularity", List.of("hourly")));
        time(view, "365 days, New York", Map.of("date_range", List.of("365"), "tz", List.of("America/New_York")));
        time(view, "365 days, one tag", Map.of("date_range", List.of("365"), "tags", List.of("3")));
        time(view, "30 days, one tag", Map.of("tags", List.of("3")));
        panels(view);
    }

    private static void time(ColumnView view, String what, Map<String, List<String>> parameters) {
        DashboardQuestion question = DashboardQuestion.parseAll(new Parameters(parameters), SyntheticTeam.NOW);
        long best = Long.MAX_VALUE;
        long sessions = 0;
        for (int round = 0; round < 60; round++) {
            long start = System.nanoTime();
            sessions = Dashboard.of(question, view).overview().totalSessions();
            best = Math.min(best, System.nanoTime() - start);
        }
        System.out.printf("%-20s %,d sessions, best %.2f ms%n", what, sessions, best / 1e6);
    }

    private static void panels(ColumnView view) {
        for (DashboardPanel panel : DashboardPanel.values()) {
            DashboardQuestion question = DashboardQuestion.parseAll(
                    new Parameters(Map.of("date_range", List.of("365"), "now", List.of("2025-11-01T12:00:00Z"))),
                    SyntheticTeam.NOW);
            long best = Long.MAX_VALUE;
            int shown = 0;
            for (int round = 0; round < 60; round++) {
                long start = System.nanoTime();
                shown = panel.answer(question, view).hashCode();
                best = Math.min(best, System.nanoTime() - start);
            }
            System.out.printf("%-24s %08x, best %.2f ms%n", panel.path(), shown, best / 1e6);
        }
    }
}
