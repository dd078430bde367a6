package ocs.pulse.capture;

import org.jspecify.annotations.Nullable;

/**
 * Holds acknowledgements back. The engine continues a stream behind an acknowledged record's log position, so a record
 * may be acknowledged only when one with another position has come: then the last of its group is surely in the topic.
 *
 * @param <R> what is acknowledged
 */
final class Hold<R> {
    private @Nullable Position position;
    private @Nullable R held;
    private @Nullable R released;

    /** Takes the next streamed record, in order. */
    void take(Position next, R record) {
        if (position != null && !position.sameGroup(next.transaction(), next.lsn())) {
            released = held;
        }
        position = next;
        held = record;
    }

    /** The newest record that may be acknowledged and has not been yet; null if there is none. */
    @Nullable
    R release() {
        R free = released;
        released = null;
        return free;
    }
}
