package ocs.pulse.capture;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Drops what the engine sends again after a start: everything up to and including the last record of the topic, and
 * the transaction markers that the topic has behind it.
 */
final class Trim {
    private final @Nullable Position target;
    private final Set<String> markersBehind;
    private final long logEnd;
    private boolean searching;
    private boolean passedRow;

    /**
     * @param target the last streamed row in the topic; null if it has none since its snapshot
     * @param markersBehind the markers in the topic behind that row
     * @param logEnd the end of the log before the engine started: the target was committed before it
     */
    Trim(@Nullable Position target, List<String> markersBehind, long logEnd) {
        this.target = target;
        this.markersBehind = new HashSet<>(markersBehind);
        this.logEnd = logEnd;
        this.searching = target != null;
    }

    /** Whether the last record of the topic has not come again yet: nothing may be acknowledged. */
    boolean searching() {
        return searching;
    }

    /** Whether the topic has this record already. A {@link CaptureProblem} once it is sure that the target never comes. */
    boolean skips(Position position) {
        if (!searching) {
            passedRow = true;
            return false;
        }
        if (position.equals(target)) {
            searching = false;
        } else if (position.lsn() >= logEnd) {
            // Commit order: what was written after the start comes behind everything committed before it.
            throw new CaptureProblem(
                    CaptureProblem.Reason.POSITION_LOST,
                    "The slot does not send the last change of the topic (" + target
                            + ") again, so changes may be missing: start once with --resnapshot to take a new snapshot");
        }
        return true;
    }

    boolean skipsMarker(String name) {
        return searching || (!passedRow && markersBehind.contains(name));
    }
}
