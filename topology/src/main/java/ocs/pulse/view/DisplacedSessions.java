package ocs.pulse.view;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import ocs.pulse.change.Row;
import org.jspecify.annotations.Nullable;

/**
 * Sessions whose chat another one has taken. The database never holds two on one chat, but a snapshot or repair may find the
 * new one before it is known that the old one is gone. They are as if they were not there, and come back when the other goes.
 */
final class DisplacedSessions {
    private final Map<Long, Deque<Row.Session>> byChat = new HashMap<>();

    void add(long chatId, Row.Session row) {
        byChat.computeIfAbsent(chatId, none -> new ArrayDeque<>()).add(row);
    }

    void remove(long chatId, long sessionId) {
        Deque<Row.Session> sessions = byChat.get(chatId);
        if (sessions != null && sessions.removeIf(session -> session.id() == sessionId) && sessions.isEmpty()) {
            byChat.remove(chatId);
        }
    }

    /** The one that held the chat last; null where there is none. */
    Row.@Nullable Session last(long chatId) {
        Deque<Row.Session> sessions = byChat.get(chatId);
        return sessions == null ? null : sessions.peekLast();
    }
}
