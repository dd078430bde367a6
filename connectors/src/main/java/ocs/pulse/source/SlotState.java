package ocs.pulse.source;

import java.util.List;
import java.util.Optional;

/**
 * A replication slot as {@code pg_replication_slots} shows it. Positions in the log are numbers.
 *
 * @param activePid the server process that streams from it; 0 while nobody does
 * @param confirmed the position up to which the server may forget
 * @param lost the server has thrown away what the slot still needed
 * @param why the server's word for that, where it has one (Postgres 17)
 * @param retained bytes of log that the server keeps for it
 * @param behind bytes of log written since {@code confirmed}
 * @param limit bytes of log that the server keeps at most ({@code max_slot_wal_keep_size}); negative: no limit
 */
public record SlotState(
        String plugin,
        String database,
        int activePid,
        long confirmed,
        boolean lost,
        String why,
        long retained,
        long behind,
        long limit) {
    static final String PLUGIN = "pgoutput";

    /** From this share of the limit on, somebody should look. */
    public static final double WARNING_SHARE = 0.5;

    /** The slot of that name; empty where there is none. */
    static Optional<SlotState> find(SourceConnection source, String slot) {
        List<SlotState> slots = source.list(
                """
                SELECT coalesce(plugin, ''), coalesce(database, ''), coalesce(active_pid, 0),
                  coalesce(confirmed_flush_lsn - '0/0'::pg_lsn, 0)::bigint, coalesce(wal_status = 'lost', false),
                  coalesce(to_jsonb(slot) ->> 'invalidation_reason', ''),
                  coalesce(log_end - restart_lsn, 0)::bigint, coalesce(log_end - confirmed_flush_lsn, 0)::bigint,
                  (SELECT CASE WHEN setting = '-1' THEN -1 ELSE setting::bigint * 1048576 END
                    FROM pg_settings WHERE name = 'max_slot_wal_keep_size')
                FROM pg_replication_slots slot, (SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
                  ELSE pg_current_wal_lsn() END AS log_end) server WHERE slot_name = ?""",
                row -> new SlotState(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getLong(4),
                        row.getBoolean(5),
                        row.getString(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9)),
                slot);
        return slots.stream().findFirst();
    }

    /** Whether the server may soon give the slot up. */
    public boolean nearLimit() {
        return limit > 0 && retained > limit * WARNING_SHARE;
    }
}
