package ocs.pulse.capture;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a connector is, from its place: what Connect has committed with the records.
 *
 * @param newestMillis when the change up to which it is certain was committed, by the database's clock; empty before one
 *     was streamed
 * @param snapshot how far that is; empty while none is taken
 * @param restarts how often its task has begun anew since the connector was made, for whatever reason
 */
public record ConnectProgress(OptionalLong newestMillis, Optional<SnapshotNote> snapshot, long restarts) {
    private static final String COMMITTED = "ts_usec";

    public static ConnectProgress of(Map<String, Object> place) {
        return new ConnectProgress(
                place.get(COMMITTED) instanceof Number micros
                        ? OptionalLong.of(micros.longValue() / 1_000)
                        : OptionalLong.empty(),
                ConnectOffset.snapshot(place),
                Math.max(0, ConnectOffset.lives(place) - 1));
    }
}
