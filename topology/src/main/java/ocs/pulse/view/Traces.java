package ocs.pulse.view;

import java.util.Arrays;
import ocs.pulse.change.Row;

/** The columns of traces. A vacant ordinal has the id {@link TeamView#NONE} and no session. */
final class Traces {
    private final Numbering ordinals = new Numbering();
    private final Numbering experiments = new Numbering();
    private final Names names = new Names();

    private final LongColumn durationMs = new LongColumn();
    private int[] session = new int[0];
    private int[] experiment = new int[0];
    private long[] time = new long[0];
    private String[] status = new String[0];

    int bound() {
        return ordinals.bound();
    }

    /** The trace's ordinal, -1 where it is not there. */
    int find(long traceId) {
        return ordinals.get(traceId);
    }

    long id(int trace) {
        return ordinals.isHeld(trace) ? ordinals.id(trace) : TeamView.NONE;
    }

    /** The number of the session that the trace names, -1 where it names none. */
    int session(int trace) {
        return session[trace];
    }

    long experimentId(int trace) {
        return experiment[trace] < 0 ? TeamView.NONE : experiments.id(experiment[trace]);
    }

    long time(int trace) {
        return time[trace];
    }

    long durationMs(int trace) {
        return durationMs.get(trace);
    }

    String status(int trace) {
        return status[trace];
    }

    void put(Row.Trace row, int sessionNumber) {
        int trace = ordinals.get(row.id());
        if (trace == LongIndex.ABSENT) {
            trace = ordinals.hold(row.id());
            reserve(trace);
        } else {
            releaseExperiment(trace);
        }
        Long experimentId = row.experimentId();
        session[trace] = sessionNumber;
        experiment[trace] = experimentId == null ? -1 : experiments.hold(experimentId);
        time[trace] = row.timestamp();
        durationMs.set(trace, row.durationMs());
        status[trace] = names.same(row.status());
    }

    void remove(int trace) {
        releaseExperiment(trace);
        ordinals.release(ordinals.id(trace));
        session[trace] = -1;
        experiment[trace] = -1;
    }

    private void releaseExperiment(int trace) {
        if (experiment[trace] >= 0) {
            experiments.release(experiments.id(experiment[trace]));
        }
    }

    /** Heap in bytes. */
    long bytes() {
        return ordinals.bytes() + experiments.bytes() + durationMs.bytes() + 20L * time.length;
    }

    private void reserve(int trace) {
        if (trace < time.length) {
            return;
        }
        int capacity = Room.of(trace + 1);
        session = Arrays.copyOf(session, capacity);
        experiment = Arrays.copyOf(experiment, capacity);
        time = Arrays.copyOf(time, capacity);
        durationMs.resize(capacity);
        status = Arrays.copyOf(status, capacity);
    }
}
