package ocs.pulse.source;

import java.util.List;
import java.util.Optional;

/**
 * A replication slot as {@code pg_replication_slots} shows it.
 *
 * @param activePid the server process that streams from it; 0 while nobody does
 * @param confirmed the position up to which the server may forget, as a number
 * @param lost the server has thrown away what the slot still needed
 */
public record SlotState(String plugin, String database, int activePid, long confirmed, boolean lost) {
    static final String PLUGIN = "pgoutput";

    /** The slot of that name; empty where there is none. */
    static Optional<SlotState> find(SourceConnection source, String slot) {
        List<SlotState> slots = source.list(
                """
                SELECT coalesce(plugin, ''), coalesce(database, ''), coalesce(active_pid, 0),
                  coalesce(confirmed_flush_lsn - '0/0'::pg_lsn, 0)::bigint, coalesce(wal_status = 'lost', false)
                FROM pg_replication_slots WHERE slot_name = ?""",
                row -> new SlotState(
                        row.getString(1), row.getString(2), row.getInt(3), row.getLong(4), row.getBoolean(5)),
                slot);
        return slots.stream().findFirst();
    }
}
