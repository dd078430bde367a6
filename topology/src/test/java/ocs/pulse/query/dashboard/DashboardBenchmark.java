package ocs.pulse.query.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ocs.pulse.change.PgTime;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.query.Parameters;
import ocs.pulse.view.ColumnView;
import ocs.pulse.view.SharedTables;

/**
 * How long a whole dashboard takes over 100,000 sessions with 1.2 million messages in a year: a version
 * tag on every answer, a tag of the team on every tenth message, 1.5 traces a session.
 *
 * <p>{@code java -cp topology/target/classes:topology/target/test-classes:... ocs.pulse.query.dashboard.DashboardBenchmark}
 */
public final class DashboardBenchmark {
    private static final int SESSIONS = 100_000;
    private static final int MESSAGES = 12;
    private static final Instant NOW = Instant.parse("2025-11-01T12:00:00Z");

    private DashboardBenchmark() {}

    public static void main(String[] arguments) {
        ColumnView view = view();
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
        DashboardQuestion question = DashboardQuestion.parseAll(new Parameters(parameters), NOW);
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
                    new Parameters(Map.of("date_range", List.of("365"), "now", List.of("2025-11-01T12:00:00Z"))), NOW);
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

    private static ColumnView view() {
        Random random = new Random(7);
        SharedTables shared = SharedTables.EMPTY.with(new Row.Team(1, "Team", "team"));
        for (long id = 1; id <= 200; id++) {
            shared = shared.with(new Row.Experiment(id, 1, "Bot " + id, null, false, null, 1L));
        }
        for (long id = 1; id <= 30; id++) {
            shared = shared.with(new Row.Tag(id, 1, "tag " + id, "", false));
        }
        for (long id = 31; id <= 35; id++) {
            shared = shared.with(new Row.Tag(id, 1, "v" + (id - 30), "experiment_version", true));
        }
        shared = shared.with(new Row.Channel(1, 1, null, "web", false, ""));
        ColumnView view = new ColumnView(1, shared);
        for (long id = 1; id <= 20_000; id++) {
            view.apply(null, Placed.alone(new Row.Participant(id, 1, "", "user" + id, "web", "")));
        }
        long year = 365 * PgTime.MICROS_PER_DAY;
        long start = PgTime.of(NOW) - year;
        long message = 0;
        long trace = 0;
        for (long id = 1; id <= SESSIONS; id++) {
            long time = start + id * (year / SESSIONS);
            view.apply(null, Placed.in(id, new Row.Chat(id, 1)));
            Long ended = random.nextBoolean() ? (Long) (time + PgTime.MICROS_PER_HOUR) : null;
            long participant = 1 + random.nextInt(20_000);
            view.apply(
                    null,
                    Placed.in(
                            id,
                            new Row.Session(
                                    id,
                                    1,
                                    "s" + id,
                                    1 + random.nextInt(200),
                                    participant,
                                    id,
                                    1L,
                                    "web",
                                    false,
                                    "active",
                                    time,
                                    ended)));
            for (int turn = 0; turn < MESSAGES; turn++) {
                time += random.nextInt(1_200) * PgTime.MICROS_PER_SECOND;
                message++;
                boolean isHuman = turn % 2 == 0;
                view.apply(null, Placed.in(id, new Row.Message(message, id, isHuman ? "human" : "ai", time)));
                if (random.nextInt(10) == 0) {
                    tagging(view, id, message, 1 + random.nextInt(30));
                }
                if (!isHuman) {
                    tagging(view, id, message, 31 + id * 5 / SESSIONS);
                }
                if (turn == 1 || (turn == 3 && id % 2 == 0)) {
                    trace++;
                    view.apply(null, Placed.in(id, new Row.Trace(trace, 1L, 1L, id, time, 900, "success")));
                }
            }
        }
        return view;
    }

    private static void tagging(ColumnView view, long chat, long message, long tag) {
        view.apply(null, new Placed(new Row.Tagging(64 * message + tag, 1, tag, 9, message), chat, message));
    }
}
