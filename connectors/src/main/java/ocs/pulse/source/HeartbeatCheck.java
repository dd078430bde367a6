package ocs.pulse.source;

import static ocs.pulse.source.SourceProblem.Reason.HEARTBEAT;
import static ocs.pulse.source.SourceProblem.Reason.HEARTBEAT_MESSAGE;
import static ocs.pulse.source.SourceProblem.Reason.HEARTBEAT_MISSING;

import java.util.List;
import java.util.Optional;

/** The heartbeat table is there and may be written, or may be made; or it is done without. */
final class HeartbeatCheck {
    private static final String SHAPE = "at timestamptz, id int4";

    private HeartbeatCheck() {}

    static Optional<Finding> check(SourceConnection source, SetupSql setup) {
        if (!setup.terms().hasTable()) {
            return Optional.of(Finding.note(
                    HEARTBEAT_MESSAGE,
                    "No heartbeat table is used: capture writes a logical message instead (pg_logical_emit_message),"
                            + " which every other slot of this database is sent too if its reader asks for messages"));
        }
        List<String> shapes = source.list("""
                SELECT coalesce(string_agg(a.attname || ' ' || t.typname, ', ' ORDER BY a.attname), '')
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                JOIN pg_type t ON t.oid = a.atttypid
                WHERE n.nspname || '.' || c.relname = ? GROUP BY c.oid""", row -> row.getString(1), HeartbeatTable.QUALIFIED_NAME);
        if (shapes.isEmpty()) {
            return Optional.of(missing(source, setup));
        }
        if (!shapes.get(0).equals(SHAPE)) {
            return Optional.of(
                    finding(HEARTBEAT, setup, "has other columns (" + shapes.get(0) + "): drop it, then run the SQL"));
        }
        boolean writable = source.one("""
                SELECT has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT')
                  AND has_table_privilege(c.oid, 'UPDATE')
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname || '.' || c.relname = ?""", row -> row.getBoolean(1), HeartbeatTable.QUALIFIED_NAME);
        return writable
                ? Optional.empty()
                : Optional.of(finding(
                        HEARTBEAT,
                        setup,
                        "may not be read and written by user '" + setup.role() + "': let its owner run the SQL"));
    }

    private static Finding missing(SourceConnection source, SetupSql setup) {
        boolean may = source.one("SELECT has_schema_privilege('public', 'CREATE')", row -> row.getBoolean(1));
        if (may) {
            return Finding.note(
                    HEARTBEAT_MISSING,
                    "Heartbeat table " + HeartbeatTable.QUALIFIED_NAME + " is missing; the first start makes it");
        }
        return finding(
                HEARTBEAT_MISSING,
                setup,
                "is missing and user '" + setup.role()
                        + "' may not create it: let an administrator run the SQL. Where no table is allowed, logical"
                        + " messages do as well (--heartbeat message). Without either, a quiet database keeps its log"
                        + " for the slot, and answers cannot say how fresh they are");
    }

    private static Finding finding(SourceProblem.Reason reason, SetupSql setup, String what) {
        return Finding.stop(
                reason,
                "Heartbeat table " + HeartbeatTable.QUALIFIED_NAME + " " + what,
                SetupSql.text(setup.heartbeatStatements()));
    }
}
