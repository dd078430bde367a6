package ocs.pulse.testkit;

import ocs.pulse.change.Row;

/** One run of a chatbot, in a session. */
public final class TraceBuilder {
    private final long id;
    private final Row.Session session;
    private final long timestamp;
    private long durationMs = 1_000;
    private String status = "success";

    TraceBuilder(long id, Row.Session session, long timestamp) {
        this.id = id;
        this.session = session;
        this.timestamp = timestamp;
    }

    public TraceBuilder lasting(long milliseconds) {
        durationMs = milliseconds;
        return this;
    }

    /** @param text {@code success}, {@code error} or {@code pending} */
    public TraceBuilder status(String text) {
        status = text;
        return this;
    }

    public Row.Trace row() {
        return new Row.Trace(id, session.teamId(), session.experimentId(), session.id(), timestamp, durationMs, status);
    }
}
