package ocs.pulse.source;

import static ocs.pulse.source.SourceProblem.Reason.HEARTBEAT;

import java.sql.SQLException;
import java.util.List;

/** The heartbeat table is there and may be written, or is made where it is missing. */
final class HeartbeatCheck {
    private static final String SHAPE = "at timestamptz, id int4";

    private HeartbeatCheck() {}

    static void ensure(SourceConnection source, SetupSql setup) {
        List<String> shapes = source.list("""
                SELECT coalesce(string_agg(a.attname || ' ' || t.typname, ', ' ORDER BY a.attname), '')
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                JOIN pg_type t ON t.oid = a.atttypid
                WHERE n.nspname || '.' || c.relname = ? GROUP BY c.oid""", row -> row.getString(1), HeartbeatTable.QUALIFIED_NAME);
        if (shapes.isEmpty()) {
            create(source, setup);
        } else if (!shapes.get(0).equals(SHAPE)) {
            throw problem(setup, "has other columns (" + shapes.get(0) + ")", "drop it", null);
        }
        boolean writable = source.one("""
                SELECT has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT')
                  AND has_table_privilege(c.oid, 'UPDATE')
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname || '.' || c.relname = ?""", row -> row.getBoolean(1), HeartbeatTable.QUALIFIED_NAME);
        if (!writable) {
            throw problem(
                    setup,
                    "may not be read and written by user '" + setup.role() + "'",
                    "let its owner run the SQL",
                    null);
        }
    }

    private static void create(SourceConnection source, SetupSql setup) {
        try {
            source.runTogether(List.of(HeartbeatTable.CREATE));
        } catch (SQLException failure) {
            throw problem(
                    setup,
                    "is missing and user '" + setup.role() + "' may not create it ("
                            + SourceConnection.oneLine(failure.getMessage()) + ")",
                    "let an administrator run the SQL",
                    failure);
        }
    }

    private static SourceProblem problem(
            SetupSql setup, String what, String mend, @org.jspecify.annotations.Nullable Throwable cause) {
        return new SourceProblem(
                HEARTBEAT,
                "Heartbeat table " + HeartbeatTable.QUALIFIED_NAME + " " + what + ": " + mend,
                SetupSql.text(setup.heartbeatStatements()),
                cause);
    }
}
