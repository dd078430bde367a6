package ocs.pulse.capture;

import java.util.Map;
import java.util.Optional;
import ocs.pulse.source.SlotState;
import ocs.pulse.source.SourceSlot;
import org.jspecify.annotations.Nullable;

/**
 * Decides from the checkpoint and the slot how a life of the engine begins: with a new snapshot, or where the last one
 * ended. What is lost is never passed over: that is a stop with the way back in its message.
 */
record CaptureStart(CaptureSettings settings, SourceSlot slot, String topicId) {

    /** The checkpoint to begin from, with the slot idle; one of phase SNAPSHOT means a new snapshot, whose slot is then yet to be made. */
    Checkpoint decide(Optional<Checkpoint> stored, boolean resnapshot) {
        if (resnapshot || (stored.isPresent() && stored.get().phase() == Checkpoint.Phase.SNAPSHOT)) {
            slot.drop();
            return fresh();
        }
        Optional<SlotState> state = slot.find();
        if (stored.isEmpty()) {
            state.ifPresent(there -> {
                throw slot.lost("exists already, but topic " + settings.offsetsTopic() + " has no position for it");
            });
            return fresh();
        }
        return continued(stored.get(), state);
    }

    private Checkpoint fresh() {
        return Checkpoint.begun(slot.identity(), topicId);
    }

    private Checkpoint continued(Checkpoint stored, Optional<SlotState> state) {
        if (!stored.database().equals(slot.identity())) {
            throw new CaptureProblem(
                    CaptureProblem.Reason.OTHER_DATABASE,
                    "Database '" + settings.address().database() + "' at "
                            + settings.address().server() + " is not the one that topic " + settings.changesTopic()
                            + " was filled from: check the database address, or start once with --resnapshot");
        }
        if (!stored.topicId().equals(topicId)) {
            throw new CaptureProblem(
                    CaptureProblem.Reason.POSITION_LOST,
                    "Topic " + settings.changesTopic()
                            + " was deleted and made anew, so changes are missing: start once with --resnapshot");
        }
        SlotState there = state.orElseThrow(() -> slot.lost("is gone"));
        if (there.lost()) {
            throw slot.lost("was given up by the server (max_slot_wal_keep_size)");
        }
        if (there.confirmed() > flushed(stored.offset())) {
            throw slot.lost("has been moved on, or was made anew,");
        }
        return stored;
    }

    /**
     * Up to where the engine may have told the server to forget: the newest commit it had seen, which lies behind the
     * row itself where transactions overlap.
     */
    private static long flushed(@Nullable Map<String, Object> offset) {
        return offset == null ? 0 : Math.max(number(offset.get("lsn")), number(offset.get("lsn_commit")));
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
