package ocs.pulse.team;

import java.util.ArrayList;
import java.util.List;
import ocs.pulse.change.Row;
import ocs.pulse.change.Rows;
import ocs.pulse.proto.ConversationProto;
import org.jspecify.annotations.Nullable;

/**
 * The sessions on one chat, the last of them the holder. The database never has two, but a snapshot or repair may find the
 * new one before it is known that the old one is gone. Whoever is displaced is as if it were not there, and comes back when
 * the holder goes.
 */
record ChatSessions(List<Row.Session> sessions) {

    ChatSessions {
        sessions = List.copyOf(sessions);
    }

    static ChatSessions of(ConversationProto conversation) {
        if (!conversation.hasSession()) {
            return new ChatSessions(List.of());
        }
        List<Row.Session> sessions = new ArrayList<>();
        conversation.getDisplacedList().forEach(row -> sessions.add((Row.Session) Rows.ofProto(row)));
        sessions.add((Row.Session) Rows.ofProto(conversation.getSession()));
        return new ChatSessions(sessions);
    }

    Row.@Nullable Session holder() {
        return sessions.isEmpty() ? null : sessions.get(sessions.size() - 1);
    }

    ChatSessions without(Row.Session session) {
        return new ChatSessions(
                sessions.stream().filter(other -> other.id() != session.id()).toList());
    }

    /** With the session as the holder. */
    ChatSessions with(Row.Session session) {
        List<Row.Session> more = new ArrayList<>(without(session).sessions);
        more.add(session);
        return new ChatSessions(more);
    }

    ConversationProto.Builder into(ConversationProto.Builder conversation) {
        conversation.clearSession().clearDisplaced();
        Row.Session holder = holder();
        if (holder != null) {
            conversation.setSession(Rows.toProto(holder));
            sessions.subList(0, sessions.size() - 1).forEach(row -> conversation.addDisplaced(Rows.toProto(row)));
        }
        return conversation;
    }
}
