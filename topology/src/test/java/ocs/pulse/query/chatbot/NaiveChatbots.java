package ocs.pulse.query.chatbot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import ocs.pulse.change.PgTime;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.golden.Placement;
import ocs.pulse.query.CodePoints;
import org.jspecify.annotations.Nullable;

/** The chatbot table and trends over plain rows, said as simply as can be. */
public final class NaiveChatbots {
    private final long team;
    private final Placement placement;

    public NaiveChatbots(long team, Placement placement) {
        this.team = team;
        this.placement = placement;
    }

    /** Every row of the table. */
    public List<ChatbotRow> rows(@Nullable String search, boolean archived, long now) {
        List<ChatbotRow> rows = new ArrayList<>();
        for (Row.Experiment it : placement.shared().experiments()) {
            if (it.teamId() == team
                    && it.workingVersionId() == null
                    && it.pipelineId() != null
                    && (archived || !it.archived())
                    && (search == null || similarity(search, it.name()) + similarity(search, it.description()) > 0.1)) {
                rows.add(row(it, now));
            }
        }
        return rows;
    }

    /** The order of a column, missing values last in both directions, ties by id. */
    public static Comparator<ChatbotRow> order(String column, boolean descending) {
        Comparator<ChatbotRow> order =
                switch (column) {
                    case "id" -> by(ChatbotRow::id, Comparator.naturalOrder(), descending);
                    case "name" -> by(ChatbotRow::name, CodePoints::compare, descending);
                    case "description" -> by(ChatbotRow::description, CodePoints::compare, descending);
                    case "is_archived" -> by(ChatbotRow::isArchived, Comparator.naturalOrder(), descending);
                    case "participant_count" -> by(ChatbotRow::participantCount, Comparator.naturalOrder(), descending);
                    case "session_count" -> by(ChatbotRow::sessionCount, Comparator.naturalOrder(), descending);
                    case "interaction_count" -> by(ChatbotRow::interactionCount, Comparator.naturalOrder(), descending);
                    case "last_activity" -> by(NaiveChatbots::lastActivity, Comparator.naturalOrder(), descending);
                    default -> throw new IllegalArgumentException(column);
                };
        return order.thenComparing(ChatbotRow::id);
    }

    private static @Nullable Long lastActivity(ChatbotRow row) {
        return row.lastActivity() == null ? null : PgTime.parse(row.lastActivity());
    }

    private static <T> Comparator<ChatbotRow> by(
            Function<ChatbotRow, @Nullable T> key, Comparator<T> order, boolean descending) {
        return Comparator.comparing(key, Comparator.nullsLast(descending ? order.reversed() : order));
    }

    private ChatbotRow row(Row.Experiment it, long now) {
        List<Row.Session> sessions = all(Row.Session.class)
                .filter(session -> session.experimentId() == it.id() && !isEvaluation(session))
                .toList();
        List<Row.Trace> traces = all(Row.Trace.class)
                .filter(trace -> Objects.equals(trace.experimentId(), it.id()) && !isOfEvaluation(trace))
                .toList();
        return new ChatbotRow(
                it.id(),
                it.name(),
                it.description(),
                it.archived(),
                (int) sessions.stream()
                        .map(Row.Session::participantId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count(),
                sessions.size(),
                traces.size(),
                traces.stream()
                        .map(Row.Trace::timestamp)
                        .max(Comparator.naturalOrder())
                        .map(PgTime::format)
                        .orElse(null),
                trend(it.id(), now));
    }

    /** Of the experiment and its versions. */
    public Trend trend(long experiment, long now) {
        return new Trend(hours(experiment, now, "success"), hours(experiment, now, "error"));
    }

    private List<Integer> hours(long experiment, long now, String status) {
        long from = now - 48 * PgTime.MICROS_PER_HOUR;
        List<Integer> hours = new ArrayList<>();
        long first = Math.floorDiv(from, PgTime.MICROS_PER_HOUR) * PgTime.MICROS_PER_HOUR;
        for (long hour = first; hour <= now; hour += PgTime.MICROS_PER_HOUR) {
            long start = hour;
            hours.add((int) all(Row.Trace.class)
                    .filter(trace -> isOfFamily(trace, experiment)
                            && trace.status().equals(status)
                            && trace.timestamp() >= Math.max(from, start)
                            && trace.timestamp() <= now
                            && trace.timestamp() < start + PgTime.MICROS_PER_HOUR)
                    .count());
        }
        return hours;
    }

    private boolean isOfFamily(Row.Trace trace, long experiment) {
        if (trace.experimentId() == null) {
            return false;
        }
        Row.Experiment of = placement.shared().experiment(trace.experimentId());
        return trace.experimentId() == experiment || (of != null && Objects.equals(of.workingVersionId(), experiment));
    }

    private boolean isOfEvaluation(Row.Trace trace) {
        return all(Row.Session.class)
                .anyMatch(session -> Objects.equals(session.id(), trace.sessionId()) && isEvaluation(session));
    }

    private boolean isEvaluation(Row.Session session) {
        Row.Channel channel =
                session.channelId() == null ? null : placement.shared().channel(session.channelId());
        return channel != null && channel.platform().equals("evaluations");
    }

    private <R extends Row> Stream<R> all(Class<R> kind) {
        return placement.team(team).stream()
                .map(Placed::row)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private static float similarity(String one, @Nullable String other) {
        Set<String> ours = trigrams(one);
        Set<String> theirs = other == null ? Set.of() : trigrams(other);
        Set<String> both = new HashSet<>(ours);
        both.retainAll(theirs);
        Set<String> any = new HashSet<>(ours);
        any.addAll(theirs);
        return both.isEmpty() ? 0 : (float) both.size() / any.size();
    }

    private static Set<String> trigrams(String text) {
        Set<String> trigrams = new HashSet<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            String padded = "  " + word + " ";
            for (int at = 0; !word.isEmpty() && at + 3 <= padded.length(); at++) {
                trigrams.add(padded.substring(at, at + 3));
            }
        }
        return trigrams;
    }
}
