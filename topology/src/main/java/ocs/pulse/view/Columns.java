package ocs.pulse.view;

import java.util.HashMap;
import java.util.Map;
import ocs.pulse.change.Row;

/**
 * What a view holds, and how a row gets in and out of it. Within a transaction rows come in odd orders: a session,
 * message or tagging before its chat, a chat that goes before its messages, a tagging on a message that is not there (yet
 * or any more). Each finds its place without the others; a tagging without its message waits beside the columns.
 */
final class Columns {
    final Participants participants = new Participants();
    final Chats chats = new Chats();
    final Sessions sessions = new Sessions();
    final Timelines timelines = new Timelines();
    final Summaries summaries = new Summaries();
    final Traces traces = new Traces();
    final TagSets tagSets = new TagSets();
    /** Sessions are numbered by whoever names them: their conversation, and traces, which may come first. */
    final SessionPlaces places = new SessionPlaces();

    private final DisplacedSessions displaced = new DisplacedSessions();
    private final Map<MessageKey, TagSet> waiting = new HashMap<>();

    private record MessageKey(long chatId, long messageId) {}

    void addChat(long chatId) {
        int conversation = chats.find(chatId);
        if (conversation < 0 || !chats.isPresent(conversation)) {
            chats.present(chats.hold(chatId), true);
        }
    }

    void removeChat(long chatId) {
        int conversation = chats.find(chatId);
        if (conversation >= 0 && chats.isPresent(conversation)) {
            chats.present(conversation, false);
            chats.release(conversation);
        }
    }

    void addSession(long chatId, Row.Session row) {
        int conversation = chats.find(chatId);
        if (conversation >= 0 && sessions.has(conversation) && sessions.id(conversation) != row.id()) {
            displaced.add(chatId, sessions.row(conversation, chatId));
        }
        putSession(chatId, row);
    }

    private void putSession(long chatId, Row.Session row) {
        int conversation = chats.hold(chatId);
        dropSession(conversation);
        sessions.put(conversation, row);
        places.put(row.id(), conversation);
    }

    void removeSession(long chatId, Row.Session row) {
        int conversation = chats.find(chatId);
        if (conversation < 0 || !sessions.has(conversation) || sessions.id(conversation) != row.id()) {
            displaced.remove(chatId, row.id());
            return;
        }
        Row.Session last = displaced.last(chatId);
        if (last == null) {
            dropSession(conversation);
        } else {
            displaced.remove(chatId, last.id());
            putSession(chatId, last);
        }
    }

    private void dropSession(int conversation) {
        if (!sessions.has(conversation)) {
            return;
        }
        places.remove(sessions.id(conversation), conversation);
        sessions.remove(conversation);
        chats.release(conversation);
    }

    void addMessage(long chatId, Row.Message row) {
        TagSet tags = waiting.isEmpty() ? null : waiting.remove(new MessageKey(chatId, row.id()));
        putMessage(chatId, row, tags == null ? TagSet.EMPTY : tags);
    }

    void removeMessage(long chatId, Row.Message row) {
        TagSet tags = takeMessage(chatId, row);
        if (!tags.isEmpty()) {
            waiting.put(new MessageKey(chatId, row.id()), tags);
        }
    }

    /** A step of a message that stays in its conversation; its tags stay with it. */
    void replaceMessage(long chatId, Row.Message before, Row.Message after) {
        TagSet tags = takeMessage(chatId, before);
        if (tags.isEmpty()) {
            addMessage(chatId, after);
        } else {
            putMessage(chatId, after, tags);
        }
    }

    private void putMessage(long chatId, Row.Message row, TagSet tags) {
        int conversation = chats.hold(chatId);
        int mark = Marks.of(row.type(), tags);
        int place = timelines.find(conversation, row.createdAt(), row.id());
        if (place >= 0) {
            mark(conversation, place, mark);
            chats.release(conversation);
        } else {
            timelines.insert(conversation, ~place, row.createdAt(), row.id(), mark);
            summaries.added(timelines, conversation, row.createdAt(), mark, tags.mask());
        }
    }

    private TagSet takeMessage(long chatId, Row.Message row) {
        int conversation = chats.find(chatId);
        int message = conversation < 0 ? -1 : timelines.find(conversation, row.createdAt(), row.id());
        if (message < 0) {
            return TagSet.EMPTY;
        }
        int mark = timelines.mark(message);
        timelines.remove(conversation, message);
        summaries.removed(timelines, conversation, row.createdAt(), mark);
        chats.release(conversation);
        return tagSets.get(Marks.tagSet(mark));
    }

    void addChatTagging(long chatId, Row.Tagging row) {
        int conversation = chats.hold(chatId);
        chats.tags(conversation, tagSets.with(chats.tags(conversation), row.tagId(), row.teamId()));
    }

    void removeChatTagging(long chatId, Row.Tagging row) {
        int conversation = chats.find(chatId);
        if (conversation < 0) {
            return;
        }
        TagSet tags = chats.tags(conversation);
        TagSet rest = tagSets.without(tags, row.tagId(), row.teamId());
        if (rest.size() < tags.size()) {
            chats.tags(conversation, rest);
            chats.release(conversation);
        }
    }

    void addMessageTagging(long chatId, long messageId, Row.Tagging row) {
        int conversation = chats.find(chatId);
        int message = findMessage(conversation, messageId);
        if (message >= 0) {
            int mark = timelines.mark(message);
            TagSet tags = tagSets.with(tagSets.get(Marks.tagSet(mark)), row.tagId(), row.teamId());
            mark(conversation, message, Marks.with(mark, tags));
        } else {
            MessageKey key = new MessageKey(chatId, messageId);
            TagSet tags = waiting.getOrDefault(key, TagSet.EMPTY);
            waiting.put(key, tagSets.with(tags, row.tagId(), row.teamId()));
        }
    }

    void removeMessageTagging(long chatId, long messageId, Row.Tagging row) {
        int conversation = chats.find(chatId);
        int message = findMessage(conversation, messageId);
        if (message >= 0) {
            int mark = timelines.mark(message);
            TagSet tags = tagSets.without(tagSets.get(Marks.tagSet(mark)), row.tagId(), row.teamId());
            mark(conversation, message, Marks.with(mark, tags));
            return;
        }
        MessageKey key = new MessageKey(chatId, messageId);
        TagSet rest = tagSets.without(waiting.getOrDefault(key, TagSet.EMPTY), row.tagId(), row.teamId());
        if (rest.isEmpty()) {
            waiting.remove(key);
        } else {
            waiting.put(key, rest);
        }
    }

    private void mark(int conversation, int message, int mark) {
        int before = timelines.mark(message);
        timelines.mark(message, mark);
        long tagBits = tagSets.get(Marks.tagSet(mark)).mask();
        summaries.marked(timelines, conversation, timelines.time(message), before, mark, tagBits);
    }

    private int findMessage(int conversation, long messageId) {
        return conversation < 0 ? -1 : timelines.findNewest(conversation, messageId);
    }

    void addTrace(Row.Trace row) {
        removeTrace(row);
        Long sessionId = row.sessionId();
        traces.put(row, sessionId == null ? -1 : places.hold(sessionId));
    }

    void removeTrace(Row.Trace row) {
        int trace = traces.find(row.id());
        if (trace < 0) {
            return;
        }
        if (traces.session(trace) >= 0) {
            places.release(traces.session(trace));
        }
        traces.remove(trace);
    }

    /** Heap in bytes, roughly. */
    long bytes() {
        return participants.bytes()
                + chats.bytes()
                + sessions.bytes()
                + timelines.bytes()
                + traces.bytes()
                + tagSets.bytes()
                + summaries.bytes()
                + places.bytes()
                + 100L * waiting.size();
    }
}
