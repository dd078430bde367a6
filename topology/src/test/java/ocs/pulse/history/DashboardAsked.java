package ocs.pulse.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ocs.pulse.query.Parameters;
import ocs.pulse.query.dashboard.Dashboard;
import ocs.pulse.query.dashboard.DashboardPanel;
import ocs.pulse.query.dashboard.DashboardQuestion;
import ocs.pulse.query.dashboard.NaiveDashboard;
import ocs.pulse.query.dashboard.SlottedVolume;
import ocs.pulse.team.Answer;
import ocs.pulse.team.Teams;
import org.jspecify.annotations.Nullable;

/**
 * A question to the dashboard.
 *
 * @param panel null: to all of them at once
 * @param asked as a request would put it
 */
record DashboardAsked(@Nullable DashboardPanel panel, Map<String, List<String>> asked) implements AskedQuestion {
    static final Instant NOW = Instant.parse("2025-10-21T05:17:00Z");

    private static final List<String> ZONES =
            List.of("UTC", "Asia/Kathmandu", "America/New_York", "Africa/Monrovia", "Australia/Lord_Howe");
    private static final List<String> ORDERS = List.of(
            "participants",
            "sessions",
            "messages",
            "avg_session_duration",
            "completion_rate",
            "avg_messages_per_session");

    static DashboardAsked of(Random random) {
        DashboardPanel[] panels = DashboardPanel.values();
        int which = random.nextInt(panels.length + 3);
        DashboardPanel panel =
                which < panels.length ? panels[which] : which == panels.length ? DashboardPanel.MESSAGE_VOLUME : null;
        Map<String, List<String>> asked = new HashMap<>();
        if (random.nextInt(3) > 0) {
            asked.put("experiments", ids(random, 6));
            asked.put("participants", ids(random, 5));
            asked.put("tags", ids(random, 7));
            asked.put("channels", few(random, List.of("web", "telegram", "evaluations", "whatsapp", "api", "slack")));
            asked.values().removeIf(List::isEmpty);
        }
        window(random, asked);
        asked.put("granularity", List.of(Choices.one(random, List.of("hourly", "daily", "weekly", "monthly"))));
        asked.put("tz", List.of(Choices.one(random, ZONES)));
        if (panel == null || panel == DashboardPanel.BOT_PERFORMANCE) {
            asked.put("order_by", List.of(Choices.one(random, ORDERS)));
            asked.put("order_dir", List.of(random.nextBoolean() ? "desc" : "asc"));
            asked.put("page", List.of(Integer.toString(1 + random.nextInt(3))));
            asked.put("page_size", List.of(Integer.toString(1 + random.nextInt(4))));
        }
        if (panel == null || panel == DashboardPanel.USER_ENGAGEMENT) {
            asked.put("limit", List.of(Integer.toString(1 + random.nextInt(3))));
        }
        return new DashboardAsked(panel, Map.copyOf(asked));
    }

    private static void window(Random random, Map<String, List<String>> asked) {
        switch (random.nextInt(3)) {
            case 0 -> asked.put("date_range", List.of(Choices.one(random, List.of("7", "30", "90", "365"))));
            case 1 -> {
                int first = 16 + random.nextInt(8);
                asked.put("start_date", List.of("2025-10-" + first));
                asked.put("end_date", List.of("2025-10-" + (first + random.nextInt(4))));
            }
            default -> {
                Instant start = NOW.minusSeconds(900L * random.nextInt(400)).plusNanos(1000L * random.nextInt(3));
                asked.put("start_date", List.of(start.toString()));
                asked.put(
                        "end_date",
                        List.of(start.plusSeconds(900L * random.nextInt(300)).toString()));
            }
        }
    }

    private static List<String> ids(Random random, int bound) {
        List<String> ids = new ArrayList<>();
        for (int left = random.nextInt(5) - 2; left > 0; left--) {
            ids.add(Integer.toString(1 + random.nextInt(bound)));
        }
        return ids;
    }

    private static List<String> few(Random random, List<String> from) {
        List<String> few = new ArrayList<>();
        for (int left = random.nextInt(5) - 2; left > 0; left--) {
            few.add(Choices.one(random, from));
        }
        return few;
    }

    private DashboardQuestion question() {
        Parameters parameters = new Parameters(asked);
        return panel == null
                ? DashboardQuestion.parseAll(parameters, NOW)
                : DashboardQuestion.parse(panel, parameters, NOW);
    }

    /** Whether the store's aggregates answer it. */
    boolean isOfStore() {
        return panel == DashboardPanel.MESSAGE_VOLUME && SlottedVolume.answers(question());
    }

    @Override
    public Answer<Object> ask(Teams teams, long team) {
        DashboardQuestion question = question();
        if (isOfStore()) {
            Answer<Object> stored = teams.read(team, figures -> SlottedVolume.answer(question, figures));
            assertThat(stored.value())
                    .as("the store's answer beside the view's")
                    .isEqualTo(teams.ask(team, view -> DashboardPanel.MESSAGE_VOLUME.answer(question, view))
                            .value());
            return stored;
        }
        return teams.ask(team, view -> panel == null ? Dashboard.of(question, view) : panel.answer(question, view));
    }

    @Override
    public Object expected(Rows rows, long team) {
        NaiveDashboard naive = new NaiveDashboard(team, question(), rows.placement());
        return panel == null ? naive.answer() : naive.answer(panel);
    }
}
