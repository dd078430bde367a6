package ocs.pulse.view;

import java.util.Arrays;
import ocs.pulse.change.Row;
import org.jspecify.annotations.Nullable;

/** The columns of sessions, by the ordinal of their conversation. A conversation has one session or none. */
final class Sessions {
    final SessionKinds kinds = new SessionKinds();
    final Numbering experiments = new Numbering();
    final Numbering participants = new Numbering();

    private final LongColumn id = new LongColumn();
    private final ExternalIds externalId = new ExternalIds();
    private boolean[] there = new boolean[0];
    private int[] experiment = new int[0];
    private int[] participant = new int[0];
    private int[] kind = new int[0];
    private long[] createdAt = new long[0];
    private long[] endedAt = new long[0];

    boolean has(int conversation) {
        return conversation < there.length && there[conversation];
    }

    long id(int conversation) {
        return id.get(conversation);
    }

    String externalId(int conversation) {
        return externalId.get(conversation);
    }

    /** The number of its experiment. */
    int experiment(int conversation) {
        return experiment[conversation];
    }

    /** The number of its participant, -1 where it has none. */
    int participant(int conversation) {
        return participant[conversation];
    }

    int kind(int conversation) {
        return kind[conversation];
    }

    long createdAt(int conversation) {
        return createdAt[conversation];
    }

    long endedAt(int conversation) {
        return endedAt[conversation];
    }

    void put(int conversation, Row.Session row) {
        reserve(conversation);
        remove(conversation);
        Long participantId = row.participantId();
        there[conversation] = true;
        id.set(conversation, row.id());
        externalId.set(conversation, row.externalId());
        experiment[conversation] = experiments.hold(row.experimentId());
        participant[conversation] = participantId == null ? -1 : participants.hold(participantId);
        kind[conversation] = kinds.number(SessionKind.of(row));
        createdAt[conversation] = row.createdAt();
        endedAt[conversation] = row.endedAt() == null ? TeamView.NEVER : row.endedAt();
    }

    void remove(int conversation) {
        if (!has(conversation)) {
            return;
        }
        experiments.release(experiments.id(experiment[conversation]));
        if (participant[conversation] >= 0) {
            participants.release(participants.id(participant[conversation]));
        }
        externalId.remove(conversation);
        there[conversation] = false;
    }

    /** The session as it was put. */
    Row.Session row(int conversation, long chatId) {
        SessionKind common = kinds.get(kind[conversation]);
        int number = participant[conversation];
        return new Row.Session(
                id.get(conversation),
                common.teamId(),
                externalId.get(conversation),
                experiments.id(experiment[conversation]),
                number < 0 ? null : (Long) participants.id(number),
                chatId,
                orNull(common.channelId(), TeamView.NONE),
                common.platform(),
                common.platformAbsent(),
                common.status(),
                createdAt[conversation],
                orNull(endedAt[conversation], TeamView.NEVER));
    }

    private static @Nullable Long orNull(long value, long missing) {
        return value == missing ? null : (Long) value;
    }

    /** Heap in bytes. */
    long bytes() {
        return 29L * there.length
                + id.bytes()
                + externalId.bytes()
                + kinds.bytes()
                + experiments.bytes()
                + participants.bytes();
    }

    private void reserve(int conversation) {
        if (conversation < there.length) {
            return;
        }
        int capacity = Room.of(conversation + 1);
        there = Arrays.copyOf(there, capacity);
        id.resize(capacity);
        externalId.resize(capacity);
        experiment = Arrays.copyOf(experiment, capacity);
        participant = Arrays.copyOf(participant, capacity);
        kind = Arrays.copyOf(kind, capacity);
        createdAt = Arrays.copyOf(createdAt, capacity);
        endedAt = Arrays.copyOf(endedAt, capacity);
    }
}
