package ocs.pulse.golden;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.view.SharedTables;
import org.jspecify.annotations.Nullable;

/**
 * Whose each row is, worked out over all rows at once: a conversation's rows belong to the team of the chat, a trace to
 * that of its session, else of its chatbot, else its own. The plain model of what the ledger does step by step.
 *
 * @param shared the small tables of all teams
 * @param byTeam the other rows of each team, parents before children
 */
public record Placement(SharedTables shared, Map<Long, List<Placed>> byTeam) {

    /** Places the rows that are there, in any order; a row whose parent is missing is left out. */
    public static Placement of(Iterable<Row> rows) {
        return new Placer().place(rows);
    }

    /** The rows of a team; empty for a team without any. */
    public List<Placed> team(long teamId) {
        return byTeam.getOrDefault(teamId, List.of());
    }

    private static final class Placer {
        private SharedTables shared = SharedTables.EMPTY;
        private final Map<Long, Row.Chat> chats = new HashMap<>();
        private final Map<Long, Row.Session> sessions = new HashMap<>();
        private final Map<Long, Row.Message> messages = new HashMap<>();
        private final Map<Long, List<Placed>> byTeam = new HashMap<>();

        Placement place(Iterable<Row> rows) {
            for (Row row : rows) {
                remember(row);
            }
            for (Row row : rows) {
                if (!SharedTables.holds(row)) {
                    place(row);
                }
            }
            return new Placement(shared, byTeam);
        }

        private void remember(Row row) {
            if (row instanceof Row.Chat chat) {
                chats.put(chat.id(), chat);
            } else if (row instanceof Row.Session session) {
                sessions.put(session.id(), session);
            } else if (row instanceof Row.Message message) {
                messages.put(message.id(), message);
            } else if (SharedTables.holds(row)) {
                shared = shared.with(row);
            }
        }

        private void place(Row row) {
            if (row instanceof Row.Participant participant) {
                add(participant.teamId(), Placed.alone(row));
            } else if (row instanceof Row.Chat chat) {
                inChat(chat.id(), 0, row);
            } else if (row instanceof Row.Session session) {
                inChat(session.chatId(), 0, row);
            } else if (row instanceof Row.Message message) {
                inChat(message.chatId(), 0, row);
            } else if (row instanceof Row.Tagging tagging) {
                placeTagging(tagging);
            } else if (row instanceof Row.Trace trace) {
                placeTrace(trace);
            }
        }

        private void placeTagging(Row.Tagging tagging) {
            Row.ContentType type = shared.contentType(tagging.contentTypeId());
            if (type == null) {
                return;
            }
            if (type.isChat()) {
                inChat(tagging.objectId(), 0, tagging);
            } else if (type.isMessage()) {
                Row.Message message = messages.get(tagging.objectId());
                if (message != null) {
                    inChat(message.chatId(), message.id(), tagging);
                }
            }
        }

        private void placeTrace(Row.Trace trace) {
            Row.Session session = trace.sessionId() == null ? null : sessions.get(trace.sessionId());
            if (session != null) {
                inChat(session.chatId(), 0, trace);
                return;
            }
            Row.Experiment experiment = trace.experimentId() == null ? null : shared.experiment(trace.experimentId());
            Long team = experiment == null ? trace.teamId() : (Long) experiment.teamId();
            add(team, Placed.alone(trace));
        }

        private void inChat(long chatId, long messageId, Row row) {
            Row.Chat chat = chats.get(chatId);
            add(chat == null ? null : (Long) chat.teamId(), new Placed(row, chatId, messageId));
        }

        private void add(@Nullable Long team, Placed placed) {
            if (team != null) {
                byTeam.computeIfAbsent(team, none -> new ArrayList<>()).add(placed);
            }
        }
    }
}
