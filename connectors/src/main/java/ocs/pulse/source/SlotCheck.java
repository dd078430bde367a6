package ocs.pulse.source;

import static ocs.pulse.source.SourceProblem.Reason.SLOT_LOST;
import static ocs.pulse.source.SourceProblem.Reason.SLOT_TAKEN;
import static ocs.pulse.source.SourceProblem.Reason.WAL_RETAINED;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A slot that is there already is one that capture may use. */
final class SlotCheck {
    private SlotCheck() {}

    static List<Finding> check(String name, SourceAddress address, SlotState slot) {
        List<Finding> findings = new ArrayList<>();
        notOurs(name, address, slot).ifPresent(findings::add);
        if (slot.lost()) {
            findings.add(lost(name, "was given up by the server (" + reason(slot) + ")"));
        } else if (slot.nearLimit()) {
            findings.add(Finding.warning(
                    WAL_RETAINED,
                    "Replication slot '" + name + "' makes the server keep " + megabytes(slot.retained())
                            + " of log, of at most " + megabytes(slot.limit())
                            + " (max_slot_wal_keep_size); beyond it the slot is lost: see that capture runs and keeps up,"
                            + " or raise the limit",
                    "ALTER SYSTEM SET max_slot_wal_keep_size = '" + (slot.limit() >> 19) + "MB';\n"
                            + "SELECT pg_reload_conf();\n"));
        }
        return findings;
    }

    private static String reason(SlotState slot) {
        return slot.why().isEmpty() || slot.why().equals("wal_removed") ? "max_slot_wal_keep_size" : slot.why();
    }

    static String megabytes(long bytes) {
        return (bytes >> 20) + " MB";
    }

    /** After this only a new snapshot helps. */
    static Finding lost(String name, String why) {
        return Finding.stop(
                SLOT_LOST,
                "Replication slot '" + name + "' " + why
                        + ", so changes are missing: start once with --resnapshot to take a new snapshot");
    }

    private static Optional<Finding> notOurs(String name, SourceAddress address, SlotState slot) {
        if (!slot.plugin().equals(SlotState.PLUGIN)) {
            return Optional.of(taken(name, "uses plugin '" + slot.plugin() + "' instead of " + SlotState.PLUGIN));
        }
        if (!slot.database().equals(address.database())) {
            return Optional.of(taken(name, "belongs to database '" + slot.database() + "'"));
        }
        return Optional.empty();
    }

    static void requireOurs(String name, SourceAddress address, SlotState slot) {
        notOurs(name, address, slot).ifPresent(finding -> {
            throw SourceProblem.of(finding);
        });
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

    private static Finding taken(String name, String why) {
        return Finding.stop(
                SLOT_TAKEN,
                "Replication slot '" + name + "' " + why + ": give pulse a slot of another name, or drop that one",
                "SELECT pg_drop_replication_slot('" + name + "');\n");
    }
}
