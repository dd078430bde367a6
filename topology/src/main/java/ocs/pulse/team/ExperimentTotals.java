package ocs.pulse.team;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import ocs.pulse.change.PgTime;
import ocs.pulse.change.Row;
import ocs.pulse.proto.ExperimentTotalsProto;
import ocs.pulse.query.chatbot.ChatbotTotals;
import ocs.pulse.view.TeamView;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * What the chatbot table shows of each experiment, kept ready: sessions, distinct participants and interactions, and the
 * experiment's traces by time, of which the newest is the last activity. Sessions of the evaluation channel and their
 * traces do not count; but they are among the traces by time, since trends ask for all.
 */
final class ExperimentTotals {
    /** First byte of a trace's entry: whether it counts as usage. The rest is the status. */
    private static final byte USAGE = 1;

    private final StoreTable table;
    private final KnownTotals known;

    ExperimentTotals(StoreTable table, KnownTotals known) {
        this.table = table;
        this.known = known;
    }

    /** @param step 1 for a session that comes, -1 for one that goes */
    void session(long team, Row.Session session, int step) {
        long experiment = session.experimentId();
        Long participant = session.participantId();
        add(team, experiment, step, participant == null ? 0 : participant(team, experiment, participant, step), 0);
    }

    void addTrace(long team, Row.Trace trace, boolean usage) {
        table.put(timeKey(team, trace), entry(trace, usage));
        count(team, trace, usage ? 1 : 0);
    }

    /** Takes the trace out as it was put in. */
    void removeTrace(long team, Row.Trace trace) {
        Bytes key = timeKey(team, trace);
        byte[] entry = table.get(key);
        if (entry != null) {
            table.delete(key);
            count(team, trace, entry[0] == USAGE ? -1 : 0);
        }
    }

    /** The team's sessions, without those of the evaluation channel. */
    static long sessions(StoreTable table, long team) {
        LongAdder sessions = new LongAdder();
        table.forEach(
                TeamKeys.totals(team),
                (key, value) -> sessions.add(
                        StoreTable.parse(value, ExperimentTotalsProto.parser()).getSessions()));
        return sessions.sum();
    }

    ChatbotTotals of(long team, long experiment) {
        ExperimentTotalsProto totals = totals(team, experiment);
        return new ChatbotTotals(
                Math.toIntExact(totals.getSessions()),
                Math.toIntExact(totals.getParticipants()),
                Math.toIntExact(totals.getInteractions()),
                totals.getInteractions() == 0 ? TeamView.NEVER : lastActivity(team, experiment));
    }

    /** Every trace of the experiment with a time from the first to the last, both included. */
    void traces(long team, long experiment, long first, long last, TraceVisitor visitor) {
        table.forEach(
                TeamKeys.traceTimes(team, experiment, first, last),
                (key, value) -> visitor.visit(TeamKeys.timeOfTraceTime(key), status(value)));
    }

    @FunctionalInterface
    interface TraceVisitor {
        void visit(long time, String status);
    }

    private long lastActivity(long team, long experiment) {
        try (KeyValueIterator<Bytes, byte[]> newestFirst =
                table.reverseRange(TeamKeys.traceTimes(team, experiment, PgTime.MINUS_INFINITY, PgTime.INFINITY))) {
            while (newestFirst.hasNext()) {
                KeyValue<Bytes, byte[]> entry = newestFirst.next();
                if (entry.value[0] == USAGE) {
                    return TeamKeys.timeOfTraceTime(entry.key);
                }
            }
        }
        return TeamView.NEVER;
    }

    /** @return by how many the distinct participants of the experiment change */
    private int participant(long team, long experiment, long participant, int step) {
        Bytes key = TeamKeys.experimentParticipant(team, experiment, participant);
        byte[] value = table.get(key);
        int before = value == null ? 0 : ByteBuffer.wrap(value).getInt();
        int after = before + step;
        if (after == 0) {
            table.delete(key);
        } else {
            table.put(key, ByteBuffer.allocate(Integer.BYTES).putInt(after).array());
        }
        return Integer.signum(after) - Integer.signum(before);
    }

    private void count(long team, Row.Trace trace, int step) {
        if (trace.experimentId() != null) {
            known.forget(team, trace.experimentId());
        }
        if (step != 0 && trace.experimentId() != null) {
            add(team, trace.experimentId(), 0, 0, step);
        }
    }

    private void add(long team, long experiment, int sessions, int participants, int interactions) {
        known.forget(team, experiment);
        ExperimentTotalsProto totals = totals(team, experiment);
        table.put(
                TeamKeys.totals(team, experiment),
                ExperimentTotalsProto.newBuilder()
                        .setSessions(totals.getSessions() + sessions)
                        .setParticipants(totals.getParticipants() + participants)
                        .setInteractions(totals.getInteractions() + interactions)
                        .build());
    }

    private ExperimentTotalsProto totals(long team, long experiment) {
        return table.get(
                TeamKeys.totals(team, experiment),
                ExperimentTotalsProto.parser(),
                ExperimentTotalsProto::getDefaultInstance);
    }

    private static Bytes timeKey(long team, Row.Trace trace) {
        Long experiment = trace.experimentId();
        return TeamKeys.traceTime(team, experiment == null ? 0 : experiment, trace.timestamp(), trace.id());
    }

    private static byte[] entry(Row.Trace trace, boolean usage) {
        byte[] status = trace.status().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + status.length)
                .put(usage ? USAGE : 0)
                .put(status)
                .array();
    }

    private static String status(byte[] entry) {
        return new String(entry, 1, entry.length - 1, java.nio.charset.StandardCharsets.UTF_8);
    }
}
