package ocs.pulse.source;

import java.util.List;

/**
 * The one table that is pulse's own: a single row that capture rewrites a few times a second. It moves the slot on
 * while only other tables change, and its row in the log says up to where everything has come.
 */
public final class HeartbeatTable {
    public static final String RELATION = "pulse_heartbeat";
    public static final String QUALIFIED_NAME = "public." + RELATION;
    public static final List<String> COLUMNS = List.of("id", "at");

    static final String CREATE =
            "CREATE TABLE IF NOT EXISTS " + QUALIFIED_NAME + " (id integer PRIMARY KEY, at timestamptz NOT NULL)";

    /** One beat. */
    public static final String BEAT = "INSERT INTO " + QUALIFIED_NAME
            + " (id, at) VALUES (1, clock_timestamp()) ON CONFLICT (id) DO UPDATE SET at = excluded.at";

    private HeartbeatTable() {}
}
