package ocs.pulse.view;

import java.util.Arrays;
import ocs.pulse.change.Row;
import org.jspecify.annotations.Nullable;

/** The columns of sessions, by the ordinal of their conversation. A conversation has one session or none. */
final class Sessions {
    /** Stands for the platform of a database without that column. */
    private static final String ABSENT = new String("absent");

    private static final int TEXT_BYTES = 56;

    private final Names names = new Names();
    private long textBytes;

    private long[] id = new long[0];
    private long[] teamId = new long[0];
    private String[] externalId = new String[0];
    private long[] experimentId = new long[0];
    private long[] participantId = new long[0];
    private int[] participant = new int[0];
    private long[] channelId = new long[0];
    private @Nullable String[] platform = new String[0];
    private String[] status = new String[0];
    private long[] createdAt = new long[0];
    private long[] endedAt = new long[0];

    boolean has(int conversation) {
        return conversation < id.length && id[conversation] != TeamView.NONE;
    }

    long id(int conversation) {
        return id[conversation];
    }

    long teamId(int conversation) {
        return teamId[conversation];
    }

    String externalId(int conversation) {
        return externalId[conversation];
    }

    long experimentId(int conversation) {
        return experimentId[conversation];
    }

    long participantId(int conversation) {
        return participantId[conversation];
    }

    int participant(int conversation) {
        return participant[conversation];
    }

    long channelId(int conversation) {
        return channelId[conversation];
    }

    @SuppressWarnings("ReferenceEquality") // a platform may be called as the stand-in is
    boolean isPlatformAbsent(int conversation) {
        return platform[conversation] == ABSENT;
    }

    @Nullable
    String platform(int conversation) {
        return platform[conversation];
    }

    String status(int conversation) {
        return status[conversation];
    }

    long createdAt(int conversation) {
        return createdAt[conversation];
    }

    long endedAt(int conversation) {
        return endedAt[conversation];
    }

    /** @param participantOrdinal the number of its participant, -1 where it has none */
    void put(int conversation, Row.Session row, int participantOrdinal) {
        reserve(conversation);
        remove(conversation);
        id[conversation] = row.id();
        teamId[conversation] = row.teamId();
        externalId[conversation] = row.externalId();
        experimentId[conversation] = row.experimentId();
        participantId[conversation] = orNone(row.participantId());
        participant[conversation] = participantOrdinal;
        channelId[conversation] = orNone(row.channelId());
        platform[conversation] = platformOf(row);
        status[conversation] = names.same(row.status());
        createdAt[conversation] = row.createdAt();
        endedAt[conversation] = row.endedAt() == null ? TeamView.NEVER : row.endedAt();
        textBytes += TEXT_BYTES + row.externalId().length();
    }

    void remove(int conversation) {
        if (has(conversation)) {
            textBytes -= TEXT_BYTES + externalId[conversation].length();
            externalId[conversation] = "";
            id[conversation] = TeamView.NONE;
        }
    }

    /** The session as it was put. */
    Row.Session row(int conversation, long chatId) {
        boolean absent = isPlatformAbsent(conversation);
        return new Row.Session(
                id[conversation],
                teamId[conversation],
                externalId[conversation],
                experimentId[conversation],
                orNull(participantId[conversation], TeamView.NONE),
                chatId,
                orNull(channelId[conversation], TeamView.NONE),
                absent ? null : platform[conversation],
                absent,
                status[conversation],
                createdAt[conversation],
                orNull(endedAt[conversation], TeamView.NEVER));
    }

    private static @Nullable Long orNull(long value, long missing) {
        return value == missing ? null : (Long) value;
    }

    /** Heap in bytes. */
    long bytes() {
        return 80L * id.length + textBytes;
    }

    private @Nullable String platformOf(Row.Session row) {
        if (row.platformAbsent()) {
            return ABSENT;
        }
        return row.platform() == null ? null : names.same(row.platform());
    }

    private void reserve(int conversation) {
        if (conversation < id.length) {
            return;
        }
        int capacity = Math.max(16, conversation + 1 + (conversation >> 1));
        int old = id.length;
        id = Arrays.copyOf(id, capacity);
        Arrays.fill(id, old, capacity, TeamView.NONE);
        teamId = Arrays.copyOf(teamId, capacity);
        externalId = Arrays.copyOf(externalId, capacity);
        experimentId = Arrays.copyOf(experimentId, capacity);
        participantId = Arrays.copyOf(participantId, capacity);
        participant = Arrays.copyOf(participant, capacity);
        channelId = Arrays.copyOf(channelId, capacity);
        platform = Arrays.copyOf(platform, capacity);
        status = Arrays.copyOf(status, capacity);
        createdAt = Arrays.copyOf(createdAt, capacity);
        endedAt = Arrays.copyOf(endedAt, capacity);
    }

    private static long orNone(@Nullable Long id) {
        return id == null ? TeamView.NONE : id;
    }
}
