package ocs.pulse.view;

import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import ocs.pulse.change.Row;
import org.jspecify.annotations.Nullable;

/**
 * One version of one team, for reading; valid only within the question it was handed to.
 *
 * <p>Conversations, and the messages and traces below, are known by ordinals that are stable within one version. A
 * conversation is a chat of the team with what hangs on it; it may lack its session, and while a transaction is half
 * applied it may lack its chat row. Times are {@link ocs.pulse.change.PgTime} microseconds.
 */
public interface TeamView {

    /** Stands for a missing id; no row of Postgres has it. */
    long NONE = Long.MIN_VALUE;

    /** Stands for a missing time ({@code ended_at}, first and last message). */
    long NEVER = Long.MIN_VALUE + 1;

    int HUMAN = 0;
    int AI = 1;
    int SYSTEM = 2;
    /** A type that Open Chat Studio does not have today; such a message is no turn but it is a message. */
    int OTHER = 3;

    long teamId();

    /** The small tables at this version. */
    SharedTables shared();

    /** What questions have left with the view under this key; made where it is not there. May be asked by many at once. */
    <K extends Kept> K kept(Object key, Class<K> type, Supplier<K> make);

    /** The team's participants. */
    Collection<Row.Participant> participants();

    Row.@Nullable Participant participant(long id);

    /** How many participants there are on each platform that has any. */
    Map<String, Integer> participantsOnPlatform();

    /** Conversations have the ordinals 0 until this; some of them may be vacant. */
    int conversationBound();

    /** Whether the ordinal stands for a chat of the team. */
    boolean hasChat(int conversation);

    /** Whether the conversation has a session. */
    boolean hasSession(int conversation);

    long chatId(int conversation);

    /** Taggings on the chat itself. */
    TagSet chatTags(int conversation);

    // The session's columns; asked only where hasSession.

    long sessionId(int conversation);

    long sessionTeamId(int conversation);

    String externalId(int conversation);

    long experimentId(int conversation);

    /** {@link #NONE} where there is none. */
    long participantId(int conversation);

    /** A small number of the participant, equal for equal ids and below {@link #participantBound}; -1 for none. */
    int participantOrdinal(int conversation);

    int participantBound();

    /** The participant's id, by an ordinal that some session has. */
    long participantOf(int ordinal);

    /** A small number of the experiment, as {@link #participantOrdinal} is of the participant. */
    int experimentOrdinal(int conversation);

    int experimentBound();

    long experimentOf(int ordinal);

    /** The number of the session's kind, below {@link #sessionKindBound}. */
    int sessionKind(int conversation);

    int sessionKindBound();

    /** A kind by its number; one that no session is of any more may still be there. */
    SessionKind kind(int number);

    /** As {@link #platform} of a session of this kind. */
    @Nullable
    String platformOf(SessionKind kind);

    /** {@link #NONE} where there is none. */
    long channelId(int conversation);

    /**
     * The session's own platform; its channel's at this version where the database has no such column; null where
     * there is none.
     */
    @Nullable
    String platform(int conversation);

    String status(int conversation);

    long createdAt(int conversation);

    /** {@link #NEVER} while it goes on. */
    long endedAt(int conversation);

    // The conversation's messages of all types: ordinals messageStart until messageEnd, oldest first (by time, then
    // id).

    int messageStart(int conversation);

    int messageEnd(int conversation);

    // What the messages come to, asked only where there are any.

    /** The time of the oldest message. */
    long firstMessage(int conversation);

    /** The time of the newest message. */
    long lastMessage(int conversation);

    int humans(int conversation);

    int ais(int conversation);

    /** The time of the newest human message; asked only where there is one. */
    long lastHuman(int conversation);

    /** Has the {@link TagSet#bits} of every message's tags; others may be set. */
    long tagMask(int conversation);

    long messageTime(int message);

    /** {@link #HUMAN}, {@link #AI}, {@link #SYSTEM} or {@link #OTHER}. */
    int messageType(int message);

    TagSet messageTags(int message);

    /** The {@link TagSet#ordinal} of the message's tags, below {@link #tagSetBound}. */
    int messageTagSet(int message);

    int tagSetBound();

    /** The tag set of an ordinal; one that nothing carries any more may still be there. */
    TagSet tagSet(int ordinal);

    // The team's traces: ordinals 0 until traceBound; vacant ones have no id.

    int traceBound();

    /** {@link #NONE} for a vacant ordinal. */
    long traceId(int trace);

    /** The ordinal of the conversation whose session the trace belongs to; -1 where there is none. */
    int traceConversation(int trace);

    /** {@link #NONE} where there is none. */
    long traceExperimentId(int trace);

    long traceTime(int trace);

    long traceDurationMs(int trace);

    String traceStatus(int trace);
}
