package ocs.pulse.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import ocs.pulse.change.PgTime;
import ocs.pulse.change.Row;
import ocs.pulse.golden.GoldenDataset;
import ocs.pulse.golden.Placement;
import org.jspecify.annotations.Nullable;

/** The dashboard over a view equals the definitions over plain rows, and each panel alone equals its part of the whole. */
class DashboardProperties {
    private static final List<String> ZONES =
            List.of("UTC", "Asia/Kathmandu", "America/New_York", "America/Havana", "Africa/Monrovia", "Asia/Beirut");
    private static final List<String> CENTRES = List.of(
            "2025-11-02T05:30:00Z",
            "2025-03-09T07:00:00Z",
            "2026-11-01T05:00:00Z",
            "1960-01-03T00:00:00Z",
            "1972-01-07T00:44:30Z",
            "2025-03-29T22:00:00Z");
    private static final List<String> PLATFORMS = List.of("web", "telegram", "evaluations", "whatsapp");

    @Property(tries = 1000)
    void shouldAnswerWhatTheDefinitionsSay(@ForAll long seed) {
        Random random = new Random(seed);
        long centre = PgTime.parse(one(random, CENTRES));
        Placement placement = Placement.of(rows(random, centre));
        DashboardQuestion question = question(random, centre);
        for (long team = 1; team <= 2; team++) {
            var view = GoldenDataset.viewOf(team, placement);
            Dashboard whole = Dashboard.of(question, view, 1 + random.nextInt(5));
            assertThat(whole)
                    .usingRecursiveComparison()
                    .withComparatorForType(DashboardProperties::roughly, Double.class)
                    .isEqualTo(new NaiveDashboard(team, question, placement).answer());
            List<Object> alone = new ArrayList<>();
            for (DashboardPanel panel : DashboardPanel.values()) {
                alone.add(panel.answer(question, view));
            }
            assertThat(alone)
                    .containsExactly(
                            whole.overview(),
                            whole.activeParticipants(),
                            whole.sessionAnalytics(),
                            whole.messageVolume(),
                            whole.botPerformance(),
                            whole.userEngagement(),
                            whole.channelBreakdown(),
                            whole.tagAnalytics(),
                            whole.averageResponseTime());
        }
    }

    private static int roughly(Double one, Double other) {
        return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one)) ? 0 : Double.compare(one, other);
    }

    private static DashboardQuestion question(Random random, long centre) {
        long start = time(random, centre);
        long end = random.nextBoolean() ? time(random, centre) : start + 400 * PgTime.MICROS_PER_HOUR;
        return new DashboardQuestion(
                new Window(Math.min(start, end), Math.max(start, end)),
                Granularity.values()[random.nextInt(4)],
                ZoneId.of(one(random, ZONES)),
                new DashboardFilter(
                        few(random, () -> 1L + random.nextInt(7)),
                        few(random, () -> one(random, PLATFORMS)),
                        few(random, () -> 1L + random.nextInt(6)),
                        few(random, () -> 1L + random.nextInt(6))),
                new BotOrder(1, 10, "messages", "desc"),
                1 + random.nextInt(4));
    }

    private static <T> Set<T> few(Random random, Supplier<T> value) {
        Set<T> values = new TreeSet<>();
        for (int left = random.nextInt(5) - 2; left > 0; left--) {
            values.add(value.get());
        }
        return values;
    }

    private static List<Row> rows(Random random, long centre) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row.ContentType(8, "chat", "chat"));
        rows.add(new Row.ContentType(9, "chat", "chatmessage"));
        for (long team = 1; team <= 2; team++) {
            rows.add(new Row.Team(team, "Team", "team-" + team));
        }
        for (long id = 1; id <= 6; id++) {
            Long working = random.nextInt(4) == 0 ? (Long) 1L : null;
            String name = one(random, List.of("b", "a", "\uFFFD", "\uD83D\uDE42"));
            rows.add(new Row.Experiment(id, team(random), name, null, random.nextInt(5) == 0, working, null));
            rows.add(new Row.Participant(
                    id, team(random), random.nextBoolean() ? "" : "n", "i" + id, one(random, PLATFORMS), ""));
            Long owner = random.nextBoolean() ? (Long) (1L + random.nextInt(6)) : null;
            rows.add(new Row.Channel(id, team(random), owner, one(random, PLATFORMS), random.nextInt(3) == 0, ""));
            String category = one(random, List.of("", "error", "experiment_version"));
            rows.add(new Row.Tag(id, team(random), one(random, List.of("x", "y")), category, false));
        }
        for (long chat = 1; chat <= 12; chat++) {
            long team = team(random);
            rows.add(new Row.Chat(chat, team));
            if (random.nextInt(6) > 0) {
                rows.add(session(random, chat, team, centre));
            }
        }
        for (long id = 1; id <= 60; id++) {
            String type = one(random, List.of("human", "ai", "human", "ai", "system", "tool"));
            long at = random.nextInt(40) == 0 ? PgTime.INFINITY : time(random, centre);
            rows.add(new Row.Message(id, 1 + random.nextInt(12), type, at));
        }
        for (long id = 1; id <= 30; id++) {
            rows.add(new Row.Tagging(
                    id, team(random), 1 + random.nextInt(6), 8 + random.nextInt(2), 1 + random.nextInt(60)));
            Long session = random.nextInt(5) == 0 ? null : (Long) (101L + random.nextInt(12));
            long at = random.nextInt(20) == 0 ? PgTime.INFINITY : time(random, centre);
            rows.add(new Row.Trace(id, team(random), 1L, session, at, random.nextInt(9000), "success"));
        }
        return rows;
    }

    private static Row.Session session(Random random, long chat, long team, long centre) {
        long created = time(random, centre);
        Long ended = random.nextBoolean() ? null : (Long) (created + random.nextInt(100_000_000) - 20_000_000);
        Long participant = random.nextInt(5) == 0 ? null : (Long) (1L + random.nextInt(6));
        String status = random.nextInt(6) == 0 ? "setup" : "active";
        long ownTeam = random.nextInt(10) == 0 ? 3 - team : team;
        String platform = platform(random);
        return new Row.Session(
                100 + chat,
                ownTeam,
                "x",
                1 + random.nextInt(6),
                participant,
                chat,
                null,
                platform,
                false,
                status,
                created,
                ended);
    }

    private static @Nullable String platform(Random random) {
        return random.nextInt(5) == 0 ? null : one(random, PLATFORMS);
    }

    /** Within some days of the centre, often on an exact quarter of an hour or a microsecond before. */
    private static long time(Random random, long centre) {
        long quarters = random.nextInt(400) - 200;
        long micros = random.nextInt(3) == 0 ? random.nextInt(900_000_000) : random.nextInt(2) - 1;
        return centre + quarters * 15 * PgTime.MICROS_PER_MINUTE + micros;
    }

    private static long team(Random random) {
        return random.nextInt(4) == 0 ? 2 : 1;
    }

    private static <T> T one(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
