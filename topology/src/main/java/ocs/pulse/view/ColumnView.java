package ocs.pulse.view;

import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import org.jspecify.annotations.Nullable;

/**
 * A team in columns. Changes are applied under the caller's exclusive lock, questions read under its shared lock: nothing
 * here is thread-safe.
 */
public final class ColumnView implements TeamView {
    private static final long EMPTY_BYTES = 4096;

    private final long teamId;
    private final Columns columns = new Columns();
    private final Keepsakes keepsakes = new Keepsakes();
    private SharedTables shared;

    public ColumnView(long teamId, SharedTables shared) {
        this.teamId = teamId;
        this.shared = shared;
    }

    /**
     * One row's step: an insert has no before, a delete no after, a move has places that differ. Of another team's
     * step only the half that concerns this team is given.
     */
    public void apply(@Nullable Placed before, @Nullable Placed after) {
        if (before != null && after != null && isMessageThatStays(before, after)) {
            columns.replaceMessage(after.chatId(), (Row.Message) before.row(), (Row.Message) after.row());
            touch(after);
            return;
        }
        if (before != null) {
            touch(before);
            remove(before);
        }
        if (after != null) {
            add(after);
            touch(after);
        }
    }

    /** Tells of what hangs on this row; while it is there, since afterwards it may have no ordinal. */
    private void touch(Placed placed) {
        if (keepsakes.isEmpty()) {
            return;
        }
        if (placed.row() instanceof Row.Participant row) {
            int participant = columns.sessions.participants.get(row.id());
            if (participant >= 0) {
                keepsakes.forEach(kept -> kept.touched().participant(participant));
            }
        } else if (!(placed.row() instanceof Row.Trace)) {
            int conversation = columns.chats.find(placed.chatId());
            if (conversation >= 0) {
                keepsakes.forEach(kept -> kept.touched().conversation(conversation));
            }
        }
    }

    /** From now on the small tables are these. */
    public void shared(SharedTables next) {
        shared = next;
    }

    /** The heap that this view takes, roughly. */
    public long bytes() {
        return EMPTY_BYTES + columns.bytes() + keepsakes.bytes();
    }

    private static boolean isMessageThatStays(Placed before, Placed after) {
        return before.row() instanceof Row.Message
                && after.row() instanceof Row.Message
                && before.row().id() == after.row().id()
                && before.chatId() == after.chatId();
    }

    private void add(Placed placed) {
        if (placed.row() instanceof Row.Participant row) {
            columns.participants.put(row);
        } else if (placed.row() instanceof Row.Chat row) {
            columns.addChat(row.id());
        } else if (placed.row() instanceof Row.Session row) {
            columns.addSession(placed.chatId(), row);
        } else if (placed.row() instanceof Row.Message row) {
            columns.addMessage(placed.chatId(), row);
        } else if (placed.row() instanceof Row.Tagging row && placed.messageId() == 0) {
            columns.addChatTagging(placed.chatId(), row);
        } else if (placed.row() instanceof Row.Tagging row) {
            columns.addMessageTagging(placed.chatId(), placed.messageId(), row);
        } else if (placed.row() instanceof Row.Trace row) {
            columns.addTrace(row);
        } else {
            throw new IllegalArgumentException(placed.row().table() + " belongs to no team");
        }
    }

    private void remove(Placed placed) {
        if (placed.row() instanceof Row.Participant row) {
            columns.participants.remove(row.id());
        } else if (placed.row() instanceof Row.Chat row) {
            columns.removeChat(row.id());
        } else if (placed.row() instanceof Row.Session row) {
            columns.removeSession(placed.chatId(), row);
        } else if (placed.row() instanceof Row.Message row) {
            columns.removeMessage(placed.chatId(), row);
        } else if (placed.row() instanceof Row.Tagging row && placed.messageId() == 0) {
            columns.removeChatTagging(placed.chatId(), row);
        } else if (placed.row() instanceof Row.Tagging row) {
            columns.removeMessageTagging(placed.chatId(), placed.messageId(), row);
        } else if (placed.row() instanceof Row.Trace row) {
            columns.removeTrace(row);
        } else {
            throw new IllegalArgumentException(placed.row().table() + " belongs to no team");
        }
    }

    @Override
    public long teamId() {
        return teamId;
    }

    @Override
    public SharedTables shared() {
        return shared;
    }

    @Override
    public <K extends Kept> K kept(Object key, Class<K> type, Supplier<K> make) {
        return keepsakes.of(key, type, make);
    }

    @Override
    public Collection<Row.Participant> participants() {
        return columns.participants.all();
    }

    @Override
    public Row.@Nullable Participant participant(long id) {
        return columns.participants.get(id);
    }

    @Override
    public int conversationBound() {
        return columns.chats.bound();
    }

    @Override
    public boolean hasChat(int conversation) {
        return columns.chats.isPresent(conversation);
    }

    @Override
    public boolean hasSession(int conversation) {
        return columns.sessions.has(conversation);
    }

    @Override
    public long chatId(int conversation) {
        return columns.chats.id(conversation);
    }

    @Override
    public TagSet chatTags(int conversation) {
        return columns.chats.tags(conversation);
    }

    @Override
    public long sessionId(int conversation) {
        return columns.sessions.id(conversation);
    }

    @Override
    public long sessionTeamId(int conversation) {
        return kindOf(conversation).teamId();
    }

    @Override
    public String externalId(int conversation) {
        return columns.sessions.externalId(conversation);
    }

    @Override
    public long experimentId(int conversation) {
        return columns.sessions.experiments.id(columns.sessions.experiment(conversation));
    }

    @Override
    public long participantId(int conversation) {
        int participant = columns.sessions.participant(conversation);
        return participant < 0 ? NONE : columns.sessions.participants.id(participant);
    }

    @Override
    public int participantOrdinal(int conversation) {
        return columns.sessions.participant(conversation);
    }

    @Override
    public long participantOf(int ordinal) {
        return columns.sessions.participants.id(ordinal);
    }

    @Override
    public int experimentOrdinal(int conversation) {
        return columns.sessions.experiment(conversation);
    }

    @Override
    public int experimentBound() {
        return columns.sessions.experiments.bound();
    }

    @Override
    public long experimentOf(int ordinal) {
        return columns.sessions.experiments.id(ordinal);
    }

    @Override
    public Map<String, Integer> participantsOnPlatform() {
        return columns.participants.onPlatform();
    }

    @Override
    public int participantBound() {
        return columns.sessions.participants.bound();
    }

    @Override
    public long channelId(int conversation) {
        return kindOf(conversation).channelId();
    }

    @Override
    public @Nullable String platform(int conversation) {
        return platformOf(kindOf(conversation));
    }

    @Override
    public @Nullable String platformOf(SessionKind kind) {
        if (!kind.platformAbsent()) {
            return kind.platform();
        }
        Row.Channel channel = shared.channel(kind.channelId());
        return channel == null ? null : channel.platform();
    }

    @Override
    public int sessionKind(int conversation) {
        return columns.sessions.kind(conversation);
    }

    @Override
    public int sessionKindBound() {
        return columns.sessions.kinds.bound();
    }

    @Override
    public SessionKind kind(int number) {
        return columns.sessions.kinds.get(number);
    }

    private SessionKind kindOf(int conversation) {
        return columns.sessions.kinds.get(columns.sessions.kind(conversation));
    }

    @Override
    public String status(int conversation) {
        return kindOf(conversation).status();
    }

    @Override
    public long createdAt(int conversation) {
        return columns.sessions.createdAt(conversation);
    }

    @Override
    public long endedAt(int conversation) {
        return columns.sessions.endedAt(conversation);
    }

    @Override
    public long firstMessage(int conversation) {
        return columns.summaries.first(conversation);
    }

    @Override
    public long lastMessage(int conversation) {
        return columns.summaries.last(conversation);
    }

    @Override
    public int humans(int conversation) {
        return columns.summaries.humans(conversation);
    }

    @Override
    public int ais(int conversation) {
        return columns.summaries.ais(conversation);
    }

    @Override
    public long lastHuman(int conversation) {
        return columns.summaries.lastHuman(conversation);
    }

    @Override
    public long tagMask(int conversation) {
        return columns.summaries.tags(conversation);
    }

    @Override
    public int messageStart(int conversation) {
        return columns.timelines.start(conversation);
    }

    @Override
    public int messageEnd(int conversation) {
        return columns.timelines.end(conversation);
    }

    @Override
    public long messageTime(int message) {
        return columns.timelines.time(message);
    }

    @Override
    public int messageType(int message) {
        return Marks.type(columns.timelines.mark(message));
    }

    @Override
    public TagSet messageTags(int message) {
        return columns.tagSets.get(Marks.tagSet(columns.timelines.mark(message)));
    }

    @Override
    public int messageTagSet(int message) {
        return Marks.tagSet(columns.timelines.mark(message));
    }

    @Override
    public int tagSetBound() {
        return columns.tagSets.bound();
    }

    @Override
    public TagSet tagSet(int ordinal) {
        return columns.tagSets.get(ordinal);
    }

    @Override
    public int traceBound() {
        return columns.traces.bound();
    }

    @Override
    public long traceId(int trace) {
        return columns.traces.id(trace);
    }

    @Override
    public int traceConversation(int trace) {
        int session = columns.traces.session(trace);
        return session < 0 ? -1 : columns.places.conversation(session);
    }

    @Override
    public long traceExperimentId(int trace) {
        return columns.traces.experimentId(trace);
    }

    @Override
    public long traceTime(int trace) {
        return columns.traces.time(trace);
    }

    @Override
    public long traceDurationMs(int trace) {
        return columns.traces.durationMs(trace);
    }

    @Override
    public String traceStatus(int trace) {
        return columns.traces.status(trace);
    }
}
