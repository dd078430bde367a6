package ocs.pulse.connect;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How a connector is doing, in Connect's own words.
 *
 * @param connector {@code RUNNING}, {@code PAUSED}, {@code STOPPED}, {@code FAILED}, {@code UNASSIGNED} or
 *     {@code ABSENT}
 * @param task the same of its only task; {@code ABSENT} while it has none
 * @param worker where the task runs; empty while it does not
 * @param trouble what failed, in one line; empty while nothing has
 */
public record ConnectStatus(String connector, String task, String worker, String trouble) {
    private static final String NONE = "ABSENT";

    /** There is no such connector. */
    static final ConnectStatus ABSENT = new ConnectStatus(NONE, NONE, "", "");

    static ConnectStatus of(JsonNode status) {
        JsonNode connector = status.path("connector");
        JsonNode task = status.path("tasks").path(0);
        String trace = connector.path("trace").asText() + task.path("trace").asText();
        return new ConnectStatus(
                connector.path("state").asText(NONE),
                task.path("state").asText(NONE),
                task.path("worker_id").asText(),
                TraceLines.deepest(trace));
    }

    /** Whether there is no such connector. */
    public boolean isAbsent() {
        return is(NONE);
    }

    /** Whether connector and task run. */
    public boolean runs() {
        return is("RUNNING") && task.equals("RUNNING");
    }

    /** Whether one of them ended by itself. */
    public boolean failed() {
        return is("FAILED") || task.equals("FAILED");
    }

    boolean stopped() {
        return is("STOPPED") && task.equals(NONE);
    }

    boolean paused() {
        return is("PAUSED") && (task.equals("PAUSED") || task.equals(NONE));
    }

    private boolean is(String state) {
        return connector.equals(state);
    }

    /** For people. */
    @Override
    public String toString() {
        return isAbsent()
                ? "There is no such connector."
                : "connector " + connector + ", task " + task + (worker.isEmpty() ? "" : " on " + worker)
                        + (trouble.isEmpty() ? "" : ": " + trouble);
    }
}
