package ocs.pulse.query.dashboard;

import ocs.pulse.change.PgTime;

/** A team's counted messages at one version, by slots of 15 minutes of which each begins at a quarter of an hour in UTC. */
public interface MessageFigures {
    long SLOT_MICROS = 15 * PgTime.MICROS_PER_MINUTE;

    /** Every slot with messages that begins from the start until before the end, oldest first. */
    void activity(long start, long end, SlotVisitor visitor);

    /** Takes the counted messages of one slot by author. */
    @FunctionalInterface
    interface SlotVisitor {
        void visit(long start, long human, long ai, long other);
    }
}
