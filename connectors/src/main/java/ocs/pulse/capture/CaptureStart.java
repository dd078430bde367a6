package ocs.pulse.capture;

import java.util.Optional;
import ocs.pulse.source.Finding;
import ocs.pulse.source.SlotState;
import ocs.pulse.source.SourceLayout;
import ocs.pulse.source.SourceProblem;
import ocs.pulse.source.SourceShape;
import ocs.pulse.source.SourceSlot;

/**
 * Decides from the checkpoint and the slot how a life of the engine begins: with a new snapshot, or where the last one
 * ended. What is lost is never passed over: that is a stop with the way back in its message.
 */
record CaptureStart(CaptureSettings settings, SourceSlot slot, SourceLayout layout, String topicId) {

    /** The checkpoint to begin from, with the slot idle; one of phase SNAPSHOT means a new snapshot, whose slot is then yet to be made. */
    Checkpoint decide(Optional<Checkpoint> stored, boolean resnapshot) {
        int timeline = slot.timeline();
        SourceShape shape = slot.shape(layout);
        if (resnapshot || isUnfinished(stored)) {
            slot.drop();
        } else {
            stopAt(lost(stored, timeline, shape));
            if (stored.isPresent()) {
                return stored.get().of(timeline, shape);
            }
        }
        return Checkpoint.begun(slot.identity(), topicId, timeline, shape);
    }

    /** Stops where capture cannot go on where it was. Changes nothing. */
    void require(Optional<Checkpoint> stored) {
        stopAt(lost(stored));
    }

    private static void stopAt(Optional<Finding> lost) {
        lost.ifPresent(finding -> {
            throw finding.code() instanceof SourceProblem.Reason
                    ? SourceProblem.of(finding)
                    : CaptureProblem.of(finding);
        });
    }

    /** Why capture cannot go on where it was; empty where it can, and where it begins anew. Changes nothing. */
    Optional<Finding> lost(Optional<Checkpoint> stored) {
        return isUnfinished(stored) ? Optional.empty() : lost(stored, slot.timeline(), slot.shape(layout));
    }

    /** Such a snapshot is begun again, whatever became of the slot. */
    private static boolean isUnfinished(Optional<Checkpoint> stored) {
        return stored.isPresent() && stored.get().phase() == Checkpoint.Phase.SNAPSHOT;
    }

    private Optional<Finding> lost(Optional<Checkpoint> stored, int timeline, SourceShape shape) {
        Optional<SlotState> state = slot.find();
        if (stored.isEmpty()) {
            return state.map(there ->
                    slot.lost("exists already, but topic " + settings.offsetsTopic() + " has no position for it"));
        }
        return handedOver(stored.get())
                .or(() -> otherSource(stored.get(), timeline))
                .or(() -> slotLost(stored.get(), state))
                .or(() -> Optional.ofNullable(stored.get().shape()).flatMap(shape::changedSince));
    }

    private Optional<Finding> handedOver(Checkpoint stored) {
        return stored.phase() == Checkpoint.Phase.HANDED_OVER
                ? Optional.of(
                        Finding.stop(
                                CaptureProblem.Reason.HANDED_OVER,
                                "A Kafka Connect connector captures with the slot '"
                                        + settings.names().slot()
                                        + "': pulse connector delete gives it back, and pulse connector check --connect-url looks at it"))
                : Optional.empty();
    }

    private Optional<Finding> otherSource(Checkpoint stored, int timeline) {
        if (!stored.database().equals(slot.identity())) {
            return Optional.of(Finding.stop(
                    CaptureProblem.Reason.OTHER_DATABASE,
                    "Database '" + settings.address().database() + "' at "
                            + settings.address().server() + " is not the one that topic " + settings.changesTopic()
                            + " was filled from: check the database address, or start once with --resnapshot"));
        }
        if (!stored.topicId().equals(topicId)) {
            return Optional.of(Finding.stop(
                    CaptureProblem.Reason.POSITION_LOST,
                    "Topic " + settings.changesTopic()
                            + " was deleted and made anew, so changes are missing: start once with --resnapshot"));
        }
        if (stored.timeline() != 0 && stored.timeline() != timeline) {
            return Optional.of(restored("is on timeline " + timeline + " where capture last saw " + stored.timeline()));
        }
        return slot.logEnd() < stored.flushed()
                ? Optional.of(restored("has a log that ends before what capture has read of it"))
                : Optional.empty();
    }

    private Finding restored(String how) {
        return Finding.stop(
                SourceProblem.Reason.SOURCE_RESTORED,
                "The server at " + settings.address().server() + " was restored, or a standby was promoted: it " + how
                        + ", so what was captured may have been undone: start once with --resnapshot to take a new"
                        + " snapshot");
    }

    private Optional<Finding> slotLost(Checkpoint stored, Optional<SlotState> state) {
        if (state.isEmpty()) {
            return Optional.of(slot.lost("is gone"));
        }
        if (state.get().lost()) {
            return Optional.of(slot.lost("was given up by the server (max_slot_wal_keep_size)"));
        }
        return state.get().confirmed() > stored.flushed()
                ? Optional.of(slot.lost("has been moved on, or was made anew,"))
                : Optional.empty();
    }
}
