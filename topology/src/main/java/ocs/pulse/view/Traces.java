package ocs.pulse.view;

import java.util.Arrays;
import ocs.pulse.change.Row;

/** The columns of traces. A vacant ordinal has the id {@link TeamView#NONE} and no session. */
final class Traces {
    private final Numbering ordinals = new Numbering();
    private final Names names = new Names();

    private long[] id = new long[0];
    private int[] session = new int[0];
    private long[] experimentId = new long[0];
    private long[] time = new long[0];
    private long[] durationMs = new long[0];
    private String[] status = new String[0];

    int bound() {
        return ordinals.bound();
    }

    /** The trace's ordinal, -1 where it is not there. */
    int find(long traceId) {
        return ordinals.get(traceId);
    }

    long id(int trace) {
        return id[trace];
    }

    /** The number of the session that the trace names, -1 where it names none. */
    int session(int trace) {
        return session[trace];
    }

    long experimentId(int trace) {
        return experimentId[trace];
    }

    long time(int trace) {
        return time[trace];
    }

    long durationMs(int trace) {
        return durationMs[trace];
    }

    String status(int trace) {
        return status[trace];
    }

    void put(Row.Trace row, int sessionNumber) {
        int trace = ordinals.get(row.id());
        if (trace == LongIndex.ABSENT) {
            trace = ordinals.hold(row.id());
            reserve(trace);
        }
        id[trace] = row.id();
        session[trace] = sessionNumber;
        experimentId[trace] = row.experimentId() == null ? TeamView.NONE : row.experimentId();
        time[trace] = row.timestamp();
        durationMs[trace] = row.durationMs();
        status[trace] = names.same(row.status());
    }

    void remove(int trace) {
        ordinals.release(id[trace]);
        id[trace] = TeamView.NONE;
        session[trace] = -1;
    }

    /** Heap in bytes. */
    long bytes() {
        return ordinals.bytes() + 40L * id.length;
    }

    private void reserve(int trace) {
        if (trace < id.length) {
            return;
        }
        int capacity = Math.max(16, trace + 1 + (trace >> 1));
        int old = id.length;
        id = Arrays.copyOf(id, capacity);
        Arrays.fill(id, old, capacity, TeamView.NONE);
        session = Arrays.copyOf(session, capacity);
        experimentId = Arrays.copyOf(experimentId, capacity);
        time = Arrays.copyOf(time, capacity);
        durationMs = Arrays.copyOf(durationMs, capacity);
        status = Arrays.copyOf(status, capacity);
    }
}
