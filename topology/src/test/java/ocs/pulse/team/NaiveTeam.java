package ocs.pulse.team;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import ocs.pulse.change.PgTime;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.query.chatbot.ChatbotFigures;
import ocs.pulse.query.chatbot.ChatbotTotals;
import ocs.pulse.view.TeamView;

/** What the rows of a {@link RandomTeam} come to, counted anew, and the same as the store tells it. */
final class NaiveTeam {
    private NaiveTeam() {}

    /** As a view shows sessions: with the channel's platform where they have none of their own. */
    static List<Placed> rows(RandomTeam team) {
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

    static ChatbotTotals totals(RandomTeam team, long experiment) {
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

    static List<String> traces(RandomTeam team, long experiment) {
        return team.all(Row.Trace.class).stream()
                .filter(trace -> Objects.equals(trace.experimentId(), experiment))
                .map(trace -> trace.timestamp() + trace.status())
                .sorted()
                .toList();
    }

    static List<String> traces(ChatbotFigures figures, long experiment) {
        List<String> traces = new ArrayList<>();
        figures.traces(experiment, PgTime.MINUS_INFINITY, PgTime.INFINITY, (time, status) -> traces.add(time + status));
        return traces.stream().sorted().toList();
    }

    /** Of finite times only: no window has an infinite end. */
    static Map<Long, List<Long>> slots(RandomTeam team) {
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

    static Map<Long, List<Long>> slots(StoreFigures figures) {
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
