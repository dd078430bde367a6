package ocs.pulse.team;

import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;

/**
 * The keys of the teams' store, fixed-width and big-endian, the team first: one team is one range, and what a view is built
 * from is one range inside it. Team 0 is nobody's: it holds what every partition keeps for all teams.
 *
 * <pre>
 * team 8 | 01 | chat 8                          a conversation
 * team 8 | 02 | chat 8 | first message 8        a block of its messages
 * team 8 | 03 | participant 8                   a participant
 * team 8 | 04 | chat 8 | trace 8                a trace; chat 0: of no conversation
 * team 8 | 11 | experiment 8                    totals of an experiment
 * team 8 | 12 | experiment 8 | participant 8    how many of its sessions are this participant's
 * team 8 | 13 | experiment 8 | time 8 | trace 8 an experiment's traces by time; experiment 0: of none
 * team 8 | 14 | day 8                           counted messages of a UTC day
 * team 8 | 15                                   offset of the team's newest change; of team 0: that of the small tables
 *    0   | 21 | table 1 | id 8                  a row of a small table
 *    0   | 22                                   the partition's position
 *    0   | 23                                   the random number of this history of the store
 * </pre>
 *
 * Times and days have their sign bit flipped, so that their bytes sort as their values do.
 */
final class TeamKeys {
    private static final long NOBODY = 0;
    private static final int ID_AT = Long.BYTES + 1;

    private static final byte CONVERSATION = 0x01;
    private static final byte MESSAGES = 0x02;
    private static final byte PARTICIPANT = 0x03;
    private static final byte TRACE = 0x04;
    private static final byte TOTALS = 0x11;
    private static final byte EXPERIMENT_PARTICIPANT = 0x12;
    private static final byte TRACE_TIME = 0x13;
    private static final byte ACTIVITY = 0x14;
    private static final byte CHANGED = 0x15;
    private static final byte SHARED = 0x21;
    private static final byte POSITION = 0x22;
    private static final byte HISTORY = 0x23;

    private TeamKeys() {}

    /** Both ends are included. */
    record Range(Bytes from, Bytes to) {}

    /** What stands under a key of the rows' range. */
    enum Kind {
        CONVERSATION,
        MESSAGES,
        PARTICIPANT,
        TRACE
    }

    static Bytes conversation(long team, long chat) {
        return key(team, CONVERSATION, chat);
    }

    static Range conversations(long team) {
        return new Range(key(team, CONVERSATION), before(team, MESSAGES));
    }

    static Bytes messages(long team, long chat, long firstMessage) {
        return key(team, MESSAGES, chat, firstMessage);
    }

    /** The blocks of a chat, from the one of the least id to the one that starts at or before this message. */
    static Range messagesUntil(long team, long chat, long message) {
        return new Range(messages(team, chat, 0), messages(team, chat, message));
    }

    static Range messages(long team, long chat) {
        return messagesUntil(team, chat, Long.MAX_VALUE);
    }

    static Bytes participant(long team, long participant) {
        return key(team, PARTICIPANT, participant);
    }

    static Bytes trace(long team, long chat, long trace) {
        return key(team, TRACE, chat, trace);
    }

    static Range traces(long team, long chat) {
        return new Range(trace(team, chat, 0), trace(team, chat, Long.MAX_VALUE));
    }

    /** Everything that a view is built from. */
    static Range rows(long team) {
        return new Range(key(team, CONVERSATION), before(team, TOTALS));
    }

    static Bytes totals(long team, long experiment) {
        return key(team, TOTALS, experiment);
    }

    /** The totals of each of the team's experiments. */
    static Range totals(long team) {
        return new Range(key(team, TOTALS), before(team, EXPERIMENT_PARTICIPANT));
    }

    static Bytes experimentParticipant(long team, long experiment, long participant) {
        return key(team, EXPERIMENT_PARTICIPANT, experiment, participant);
    }

    static Bytes traceTime(long team, long experiment, long time, long trace) {
        return key(team, TRACE_TIME, experiment, sortable(time), trace);
    }

    /** An experiment's traces from the first to the last time, both included. */
    static Range traceTimes(long team, long experiment, long first, long last) {
        return new Range(traceTime(team, experiment, first, 0), traceTime(team, experiment, last, Long.MAX_VALUE));
    }

    static long timeOfTraceTime(Bytes key) {
        return sortable(number(key, ID_AT + Long.BYTES));
    }

    static Bytes activity(long team, long day) {
        return key(team, ACTIVITY, sortable(day));
    }

    /** From the first to the last day, both included. */
    static Range activity(long team, long firstDay, long lastDay) {
        return new Range(activity(team, firstDay), activity(team, lastDay));
    }

    static long dayOfActivity(Bytes key) {
        return sortable(number(key, ID_AT));
    }

    static Bytes changed(long team) {
        return key(team, CHANGED);
    }

    static Bytes shared(int table, long id) {
        ByteBuffer bytes = ByteBuffer.allocate(ID_AT + 1 + Long.BYTES);
        return Bytes.wrap(
                bytes.putLong(NOBODY).put(SHARED).put((byte) table).putLong(id).array());
    }

    static Range shared() {
        return new Range(shared(0, 0), shared(0xff, Long.MAX_VALUE));
    }

    static Bytes position() {
        return key(NOBODY, POSITION);
    }

    static Bytes history() {
        return key(NOBODY, HISTORY);
    }

    /** Everything of the teams above this one. */
    static Range after(long team) {
        return new Range(key(team + 1, (byte) 0), key(Long.MAX_VALUE, Byte.MAX_VALUE));
    }

    static long team(Bytes key) {
        return number(key, 0);
    }

    static Kind kind(Bytes key) {
        byte kind = key.get()[Long.BYTES];
        return switch (kind) {
            case CONVERSATION -> Kind.CONVERSATION;
            case MESSAGES -> Kind.MESSAGES;
            case PARTICIPANT -> Kind.PARTICIPANT;
            case TRACE -> Kind.TRACE;
            default -> throw new IllegalArgumentException("Not a row's key: " + key);
        };
    }

    /** The chat of a conversation's, block's or trace's key. */
    static long chat(Bytes key) {
        return number(key, ID_AT);
    }

    private static long number(Bytes key, int at) {
        return ByteBuffer.wrap(key.get()).getLong(at);
    }

    /** Flips the sign bit; does so back as well. */
    private static long sortable(long value) {
        return value ^ Long.MIN_VALUE;
    }

    private static Bytes key(long team, byte kind, long... parts) {
        ByteBuffer bytes = ByteBuffer.allocate(ID_AT + parts.length * Long.BYTES);
        bytes.putLong(team).put(kind);
        for (long part : parts) {
            bytes.putLong(part);
        }
        return Bytes.wrap(bytes.array());
    }

    /** Behind every key of the kinds below this one, before every key of this kind: theirs go on. */
    private static Bytes before(long team, byte kind) {
        return key(team, kind);
    }
}
