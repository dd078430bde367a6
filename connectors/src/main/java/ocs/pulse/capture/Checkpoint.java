package ocs.pulse.capture;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ocs.pulse.source.SourceShape;
import org.jspecify.annotations.Nullable;

/**
 * From where the next start continues. It is written in the Kafka transaction of the records it speaks of, so it is
 * never ahead of the topic or behind it, and a fenced predecessor cannot write it.
 *
 * @param phase how far capture had come
 * @param database which database, as {@code SourceSlot.identity} tells it
 * @param topicId Kafka's own id of the changes topic, other for a topic deleted and made anew
 * @param timeline the server's timeline; 0 where an older pulse did not note it
 * @param shape what was streamed; null where an older pulse did not note it
 * @param offset what the engine is to continue from: that of the newest acknowledged record; null before the snapshot
 *     is complete
 * @param position the last streamed row in the topic; null if it has none since the snapshot
 * @param markers the transaction markers in the topic behind that row
 * @param requests the offset in {@link RepairRequest#TOPIC} behind the last request that was done; null: none was yet
 */
record Checkpoint(
        Phase phase,
        String database,
        String topicId,
        int timeline,
        @Nullable SourceShape shape,
        @Nullable Map<String, Object> offset,
        @Nullable String position,
        List<String> markers,
        @Nullable Long requests) {

    enum Phase {
        /** A snapshot was begun; what it left must be thrown away. */
        SNAPSHOT,
        /** The snapshot is whole in the topic. */
        STREAM,
        /** From here on a Kafka Connect connector captures; the embedded engine must not. */
        HANDED_OVER
    }

    private static final JsonMapper JSON = JsonMapper.builder()
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    Checkpoint {
        markers = List.copyOf(markers);
    }

    static Checkpoint begun(String database, String topicId, int timeline, SourceShape shape) {
        return new Checkpoint(Phase.SNAPSHOT, database, topicId, timeline, shape, null, null, List.of(), null);
    }

    /** With the source as it is now, for a checkpoint of an older pulse. */
    Checkpoint of(int newTimeline, SourceShape newShape) {
        return new Checkpoint(phase, database, topicId, newTimeline, newShape, offset, position, markers, requests);
    }

    Checkpoint in(Phase other) {
        return new Checkpoint(other, database, topicId, timeline, shape, offset, position, markers, requests);
    }

    /** Of the source alone, without a place in its stream. */
    Checkpoint sourceOnly() {
        return at(null, null, List.of());
    }

    /** The same source at another place in its stream. */
    Checkpoint at(@Nullable Map<String, Object> otherOffset, @Nullable String last, List<String> behind) {
        return new Checkpoint(phase, database, topicId, timeline, shape, otherOffset, last, behind, null);
    }

    /** The snapshot is complete; streaming begins at {@code offset}. */
    Checkpoint streaming(Map<String, Object> start) {
        return new Checkpoint(Phase.STREAM, database, topicId, timeline, shape, start, position, markers, requests);
    }

    Checkpoint acknowledged(Map<String, Object> newOffset) {
        return new Checkpoint(phase, database, topicId, timeline, shape, newOffset, position, markers, requests);
    }

    Checkpoint withRow(Position last) {
        return new Checkpoint(phase, database, topicId, timeline, shape, offset, last.toString(), List.of(), requests);
    }

    Checkpoint withMarker(String name) {
        List<String> more = new ArrayList<>(markers);
        more.add(name);
        return new Checkpoint(phase, database, topicId, timeline, shape, offset, position, more, requests);
    }

    Checkpoint withRequests(@Nullable Long done) {
        return new Checkpoint(phase, database, topicId, timeline, shape, offset, position, markers, done);
    }

    /**
     * Up to where the engine may have told the server to forget: the newest commit it had seen, which lies behind the
     * row itself where transactions overlap.
     */
    long flushed() {
        return offset == null ? 0 : Math.max(number(offset.get("lsn")), number(offset.get("lsn_commit")));
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    @Nullable
    Position lastRow() {
        return position == null ? null : Position.parse(position);
    }

    byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A checkpoint cannot be written", failure);
        }
    }

    static Checkpoint ofJson(byte[] json) {
        try {
            return JSON.readValue(json, Checkpoint.class);
        } catch (IOException failure) {
            throw new CaptureProblem(
                    CaptureProblem.Reason.POSITION_LOST,
                    "The position in the offsets topic cannot be read (was it written by a newer pulse?):"
                            + " start once with --resnapshot to take a new snapshot",
                    failure);
        }
    }

    /** The offset as the engine keeps it. */
    static String offsetJson(Map<String, Object> offset) {
        try {
            return JSON.writeValueAsString(offset);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("An offset cannot be written", failure);
        }
    }
}
