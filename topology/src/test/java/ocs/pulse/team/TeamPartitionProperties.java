package ocs.pulse.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import ocs.pulse.change.PgTime;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.query.chatbot.ChatbotFigures;
import ocs.pulse.query.chatbot.ChatbotTotals;
import ocs.pulse.query.chatbot.ViewChatbotFigures;
import ocs.pulse.view.TeamView;
import ocs.pulse.view.ViewImage;

/** Whatever happens to a team's rows, in whatever order: aggregates and views are those of the rows that are left. */
class TeamPartitionProperties {

    @Property(tries = 400)
    void shouldHoldWhatTheRowsSayAfterEveryTransaction(@ForAll long seed) {
        Random random = new Random(seed);
        RandomTeam team = new RandomTeam(random);
        MapStore store = new MapStore();
        TeamPartition partition = new TeamPartition(0, store, new ViewMemory(1 << 20));
        partition.apply(new TeamRecord.Snapshot(1, true), 0);
        long offset = 1;
        for (int transactions = random.nextInt(25); transactions >= 0; transactions--) {
            for (TeamRecord record : team.next()) {
                partition.apply(record, offset++);
            }
            if (random.nextInt(8) == 0) {
                partition.close();
                partition = new TeamPartition(0, store, new ViewMemory(1 << 20));
            }
            assertSame(partition, team);
        }
        assertSame(new TeamPartition(0, store, new ViewMemory(1 << 20)), team);
    }

    private static void assertSame(TeamPartition partition, RandomTeam team) {
        partition.read(RandomTeam.TEAM, figures -> {
            for (long experiment = 1; experiment <= RandomTeam.EXPERIMENTS; experiment++) {
                assertThat(figures.totals(experiment))
                        .as("experiment %s", experiment)
                        .isEqualTo(totals(team, experiment));
                assertThat(traces(figures, experiment)).isEqualTo(traces(team, experiment));
            }
            assertThat(slots(figures)).isEqualTo(slots(team));
            return true;
        });
        partition.ask(RandomTeam.TEAM, view -> {
            assertThat(ViewImage.of(view)).isEqualTo(ViewImage.of(withoutAbsence(team)));
            ViewChatbotFigures figures = new ViewChatbotFigures(view);
            for (long experiment = 1; experiment <= RandomTeam.EXPERIMENTS; experiment++) {
                assertThat(figures.totals(experiment)).isEqualTo(totals(team, experiment));
            }
            return true;
        });
    }

    /** As a view shows sessions: with the channel's platform where they have none of their own. */
    private static List<Placed> withoutAbsence(RandomTeam team) {
        return team.rows().stream()
                .map(placed ->
                        placed.row() instanceof Row.Session it ? Placed.in(placed.chatId(), shown(team, it)) : placed)
                .toList();
    }

    private static Row.Session shown(RandomTeam team, Row.Session it) {
        String platform = it.platform();
        if (it.platformAbsent()) {
            Row.Channel channel = it.channelId() == null ? null : team.shared().channel(it.channelId());
            platform = channel == null ? null : channel.platform();
        }
        return new Row.Session(
                it.id(),
                it.teamId(),
                it.externalId(),
                it.experimentId(),
                it.participantId(),
                it.chatId(),
                it.channelId(),
                platform,
                false,
                it.status(),
                it.createdAt(),
                it.endedAt());
    }

    private static ChatbotTotals totals(RandomTeam team, long experiment) {
        Set<Long> participants = new HashSet<>();
        int sessions = 0;
        for (Row.Session session : team.all(Row.Session.class)) {
            if (session.experimentId() == experiment && !isEvaluation(team, session)) {
                sessions++;
                if (session.participantId() != null) {
                    participants.add(session.participantId());
                }
            }
        }
        int interactions = 0;
        long lastActivity = TeamView.NEVER;
        for (Row.Trace trace : team.all(Row.Trace.class)) {
            if (Objects.equals(trace.experimentId(), experiment) && isUsage(team, trace)) {
                lastActivity = interactions == 0 ? trace.timestamp() : Math.max(lastActivity, trace.timestamp());
                interactions++;
            }
        }
        return new ChatbotTotals(sessions, participants.size(), interactions, lastActivity);
    }

    private static boolean isUsage(RandomTeam team, Row.Trace trace) {
        return trace.sessionId() == null
                || team.one(Row.Session.class, trace.sessionId())
                        .map(session -> !isEvaluation(team, session))
                        .orElse(true);
    }

    private static boolean isEvaluation(RandomTeam team, Row.Session session) {
        return session.channelId() != null
                && team.one(Row.Channel.class, session.channelId())
                        .map(channel -> channel.platform().equals("evaluations"))
                        .orElse(false);
    }

    private static List<String> traces(RandomTeam team, long experiment) {
        return team.all(Row.Trace.class).stream()
                .filter(trace -> Objects.equals(trace.experimentId(), experiment))
                .map(trace -> trace.timestamp() + trace.status())
                .sorted()
                .toList();
    }

    private static List<String> traces(ChatbotFigures figures, long experiment) {
        List<String> traces = new ArrayList<>();
        figures.traces(experiment, PgTime.MINUS_INFINITY, PgTime.INFINITY, (time, status) -> traces.add(time + status));
        return traces.stream().sorted().toList();
    }

    /** Of finite times only: no window has an infinite end. */
    private static Map<Long, List<Long>> slots(RandomTeam team) {
        Map<Long, List<Long>> slots = new TreeMap<>();
        for (Row.Message message : team.all(Row.Message.class)) {
            Row.Session session = team.all(Row.Session.class).stream()
                    .filter(one -> one.chatId() == message.chatId())
                    .findFirst()
                    .orElse(null);
            if (Usage.countsMessages(RandomTeam.TEAM, session, team.shared()) && isFinite(message.createdAt())) {
                long slot = Math.floorDiv(message.createdAt(), Activity.SLOT_MICROS) * Activity.SLOT_MICROS;
                List<Long> counts = slots.getOrDefault(slot, List.of(0L, 0L, 0L));
                int author = Math.max(0, List.of("human", "ai").indexOf(message.type()) + 1);
                List<Long> more = new ArrayList<>(counts);
                int at = author == 0 ? 2 : author - 1;
                more.set(at, more.get(at) + 1);
                slots.put(slot, more);
            }
        }
        return slots;
    }

    private static Map<Long, List<Long>> slots(StoreFigures figures) {
        Map<Long, List<Long>> slots = new TreeMap<>();
        figures.activity(
                PgTime.parse("0001-01-01T00:00:00Z"),
                PgTime.parse("+10000-01-01T00:00:00Z"),
                (start, human, ai, other) -> slots.put(start, List.of(human, ai, other)));
        return slots;
    }

    private static boolean isFinite(long time) {
        return time != PgTime.INFINITY && time != PgTime.MINUS_INFINITY;
    }
}
