package ocs.pulse.source;

import static ocs.pulse.source.SourceProblem.Reason.SLOT_TAKEN;

/** A slot that is there already is one that capture may use. */
final class SlotCheck {
    private SlotCheck() {}

    static void requireOurs(String name, SourceAddress address, SlotState slot) {
        if (!slot.plugin().equals(SlotState.PLUGIN)) {
            throw taken(name, "uses plugin '" + slot.plugin() + "' instead of " + SlotState.PLUGIN);
        }
        if (!slot.database().equals(address.database())) {
            throw taken(name, "belongs to database '" + slot.database() + "'");
        }
    }

    static void requireIdle(String name, SlotState slot) {
        if (slot.activePid() != 0) {
            throw new SourceProblem(
                    SLOT_TAKEN,
                    "Replication slot '" + name + "' is in use by server process " + slot.activePid()
                            + ": stop the other capture, or end that process (SELECT pg_terminate_backend("
                            + slot.activePid() + "))");
        }
    }

    private static SourceProblem taken(String name, String why) {
        return new SourceProblem(
                SLOT_TAKEN,
                "Replication slot '" + name + "' " + why + ": give pulse a slot of another name, or drop that one"
                        + " (SELECT pg_drop_replication_slot('" + name + "'))");
    }
}
