package ocs.pulse.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How capture is doing; null is what is not known.
 *
 * @param state {@code starting}, {@code snapshot}, {@code streaming}, {@code retrying}, {@code stopped} or {@code failed}
 * @param restarts how often the engine was started again
 * @param trouble why it is being started again; null while all is well
 * @param heartbeatAgeMs since the newest heartbeat that came was committed
 * @param behindBytes of the server's log that are not confirmed yet
 * @param retainedBytes of the log that the server keeps for the slot
 * @param limitBytes that it keeps at most; negative: as many as there are
 * @param snapshot while one is taken, its tables
 */
public record CaptureHealth(
        String state,
        int restarts,
        @Nullable String trouble,
        @Nullable Long heartbeatAgeMs,
        @Nullable Long behindBytes,
        @Nullable Long retainedBytes,
        @Nullable Long limitBytes,
        List<Table> snapshot) {

    public CaptureHealth {
        snapshot = List.copyOf(snapshot);
    }

    /**
     * How far the snapshot of a table is.
     *
     * @param rows that are in the topic
     * @param expected about; null where nobody can say
     * @param leftSeconds for it alone; null where nobody can say
     */
    public record Table(
            String table,
            long rows,
            @Nullable Long expected,
            @Nullable Long leftSeconds) {}
}
