package ocs.pulse.capture;

import java.util.Map;
import java.util.Optional;
import ocs.pulse.source.SourceLayout;
import ocs.pulse.source.SourceSlot;
import org.jspecify.annotations.Nullable;

/**
 * Passes the place in the stream from the embedded engine to a Kafka Connect cluster and back, so that neither begins
 * anew and nothing is lost or repeated in between.
 */
public record ConnectHandover(CaptureSettings settings, SourceLayout layout) {

    /** Where a connector begins that goes on for the embedded engine, which has ended and will not start again. */
    public Map<String, Object> fromEngine() {
        return handOver(false, Optional.empty());
    }

    /**
     * Where a connector begins that takes a new snapshot: the slot is gone, and what was read before does not count.
     *
     * @param place where it was; empty: it has not begun yet
     */
    public Map<String, Object> anew(Optional<Map<String, Object>> place) {
        return handOver(true, place);
    }

    private Map<String, Object> handOver(boolean resnapshot, Optional<Map<String, Object>> place) {
        String topicId = new ChangesTopic(settings).ensure();
        SourceSlot slot = slot();
        slot.awaitIdle(settings.slotPatience());
        try (ChangeProducer producer = ChangeProducer.fencing(settings)) {
            Optional<Checkpoint> noted = noted();
            Checkpoint begin = new CaptureStart(settings, slot, layout, topicId)
                    .decide(noted, resnapshot)
                    .withRequests(requests(place.flatMap(ConnectOffset::read), noted));
            producer.commit(begin.in(Checkpoint.Phase.HANDED_OVER));
            return new ConnectOffset(0).of(begin, null);
        }
    }

    /**
     * Lets the embedded engine go on where a connector was.
     *
     * @param place of the connector, which has ended; empty: where the engine was itself, if it was anywhere
     */
    public void toEngine(Optional<Map<String, Object>> place) {
        slot().awaitIdle(settings.slotPatience());
        new ChangesTopic(settings).ensure();
        try (ChangeProducer producer = ChangeProducer.fencing(settings)) {
            Optional<Checkpoint> noted = noted();
            Optional<Checkpoint> left = place.flatMap(ConnectOffset::read);
            boolean behind = left.isPresent()
                    && noted.isPresent()
                    && left.get().flushed() < noted.get().flushed();
            Optional<Checkpoint> next = left.isEmpty() || behind ? noted : left;
            if (next.isPresent()) {
                producer.commit(next.get().withRequests(requests(left, noted)));
            }
        }
    }

    /** Of the repairs that were asked for, those of the connector count, if it was told of any. */
    private static @Nullable Long requests(Optional<Checkpoint> left, Optional<Checkpoint> noted) {
        return left.map(Checkpoint::requests)
                .or(() -> noted.map(Checkpoint::requests))
                .orElse(null);
    }

    /** A {@link SourceProblem} or {@link CaptureProblem} where a connector cannot go on at its place. Changes nothing. */
    public void requireIntact(Map<String, Object> place) {
        String topicId = new ChangesTopic(settings).ensure();
        new CaptureStart(settings, slot(), layout, topicId).require(ConnectOffset.read(place));
    }

    private Optional<Checkpoint> noted() {
        return noted(settings);
    }

    /** What the engine noted, as it was before it was handed over. */
    static Optional<Checkpoint> noted(CaptureSettings settings) {
        return new CheckpointReader(settings)
                .read()
                .map(noted -> noted.phase() != Checkpoint.Phase.HANDED_OVER
                        ? noted
                        : noted.in(noted.offset() == null ? Checkpoint.Phase.SNAPSHOT : Checkpoint.Phase.STREAM));
    }

    private SourceSlot slot() {
        return new SourceSlot(settings.address(), settings.names());
    }
}
