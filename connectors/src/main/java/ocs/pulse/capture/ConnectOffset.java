package ocs.pulse.capture;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Checkpoint} as the source offset of a connector: Debezium's own entries as they are, from which Debezium
 * continues, and beside them those of pulse. Before the snapshot is complete there are no entries of Debezium: a task
 * that ends then begins anew.
 */
final class ConnectOffset {
    /** The source as it was, and how far capture had come: the checkpoint without what the other entries hold. */
    private static final String SOURCE = "pulse_source";

    /** The last streamed row in the topic. */
    private static final String SENT = "pulse_sent";

    /** The transaction markers in the topic behind that row, with commas between. */
    private static final String MARKERS = "pulse_markers";

    /** How far the snapshot is; absent behind it. */
    private static final String SNAPSHOT = "pulse_snapshot";

    /** The offset behind the last repair that was done; absent before one was asked for. */
    private static final String REQUESTS = "pulse_requests";

    /** How many lives of a task were begun, the one that tells of it included. */
    private static final String LIVES = "pulse_lives";

    private final long lives;
    private @Nullable Checkpoint written;
    private String source = "";

    /** @param lives how many lives of a task were begun, this one included */
    ConnectOffset(long lives) {
        this.lives = lives;
    }

    /**
     * The offset of a record behind which this is the checkpoint. Quick for one that only moved on.
     *
     * @param snapshot how far that is; null where none is under way
     */
    Map<String, Object> of(Checkpoint checkpoint, @Nullable String snapshot) {
        Map<String, Object> offset = checkpoint.offset() == null ? new HashMap<>() : new HashMap<>(checkpoint.offset());
        offset.put(SOURCE, source(checkpoint));
        if (checkpoint.position() != null) {
            offset.put(SENT, checkpoint.position());
            offset.put(MARKERS, String.join(",", checkpoint.markers()));
        }
        offset.put(LIVES, lives);
        if (checkpoint.requests() != null) {
            offset.put(REQUESTS, checkpoint.requests());
        }
        if (snapshot != null && checkpoint.phase() == Checkpoint.Phase.SNAPSHOT) {
            offset.put(SNAPSHOT, snapshot);
        }
        return offset;
    }

    /** How far the snapshot is of which such an offset tells. */
    static Optional<SnapshotNote> snapshot(Map<String, ?> offset) {
        return Optional.ofNullable(offset.get(SNAPSHOT)).map(Object::toString).map(SnapshotNote::of);
    }

    /** How many lives of a task were begun up to such an offset. */
    static long lives(@Nullable Map<String, ?> offset) {
        return offset != null && offset.get(LIVES) instanceof Number count ? count.longValue() : 0;
    }

    private String source(Checkpoint checkpoint) {
        if (written == null || written.phase() != checkpoint.phase()) {
            written = checkpoint;
            source = new String(checkpoint.sourceOnly().toJson(), StandardCharsets.UTF_8);
        }
        return source;
    }

    /** Whether there is something of Debezium to continue from. */
    static boolean continues(Map<String, ?> offset) {
        return offset.containsKey("lsn");
    }

    /** What a task is to continue from; empty where there is nothing of ours. */
    static Optional<Checkpoint> read(@Nullable Map<String, Object> offset) {
        if (offset == null || offset.get(SOURCE) == null) {
            return Optional.empty();
        }
        Checkpoint source = Checkpoint.ofJson(String.valueOf(offset.get(SOURCE)).getBytes(StandardCharsets.UTF_8));
        Map<String, Object> debezium = new HashMap<>(offset);
        debezium.remove(SOURCE);
        debezium.remove(SNAPSHOT);
        debezium.remove(LIVES);
        Object requests = debezium.remove(REQUESTS);
        Object sent = debezium.remove(SENT);
        Object markers = debezium.remove(MARKERS);
        Checkpoint place = source.at(
                debezium.isEmpty() ? null : debezium,
                sent == null ? null : sent.toString(),
                markers == null || markers.toString().isEmpty()
                        ? List.of()
                        : List.of(markers.toString().split(",", -1)));
        return Optional.of(requests instanceof Number done ? place.withRequests(done.longValue()) : place);
    }
}
