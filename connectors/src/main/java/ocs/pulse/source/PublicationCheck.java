package ocs.pulse.source;

import static ocs.pulse.source.SourceProblem.Reason.PUBLICATION;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import ocs.pulse.tables.SourceTable;

/** The publication lists exactly our tables, columns and operations, or is made so where it is missing. */
final class PublicationCheck {
    private static final String ALL_OPERATIONS = "insert, update, delete, truncate";

    private PublicationCheck() {}

    static void ensure(SourceConnection source, SetupSql setup) {
        String name = setup.names().publication();
        List<String> operations = source.list("""
                SELECT concat_ws(', ', CASE WHEN pubinsert THEN 'insert' END, CASE WHEN pubupdate THEN 'update' END,
                  CASE WHEN pubdelete THEN 'delete' END, CASE WHEN pubtruncate THEN 'truncate' END)
                FROM pg_publication WHERE pubname = ?""", row -> row.getString(1), name);
        if (operations.isEmpty()) {
            create(source, setup);
        } else if (!operations.get(0).equals(ALL_OPERATIONS)) {
            throw other(setup, "publishes only " + operations.get(0));
        } else {
            compare(setup, expected(setup), listed(source, name));
        }
    }

    private static void create(SourceConnection source, SetupSql setup) {
        try {
            source.runTogether(List.of(setup.createPublication()));
        } catch (SQLException failure) {
            throw new SourceProblem(
                    PUBLICATION,
                    "Publication '" + setup.names().publication() + "' is missing and user '"
                            + source.address().user() + "' may not create it ("
                            + SourceConnection.oneLine(failure.getMessage())
                            + "): let the owner of the tables run the SQL",
                    SetupSql.text(List.of(setup.createPublication())),
                    failure);
        }
    }

    private static void compare(SetupSql setup, Map<String, Set<String>> expected, Map<String, Set<String>> listed) {
        expected.forEach((table, columns) -> {
            Set<String> there = listed.get(table);
            if (there == null) {
                throw other(setup, "lacks table " + table);
            }
            columns.stream()
                    .filter(column -> !there.contains(column))
                    .findFirst()
                    .ifPresent(column -> {
                        throw other(setup, "lacks column " + table + "." + column);
                    });
            there.stream()
                    .filter(column -> !columns.contains(column))
                    .findFirst()
                    .ifPresent(column -> {
                        throw other(setup, "publishes column " + table + "." + column + " as well");
                    });
        });
        listed.keySet().stream()
                .filter(table -> !expected.containsKey(table))
                .findFirst()
                .ifPresent(table -> {
                    throw other(setup, "publishes table " + table + " as well");
                });
    }

    private static Map<String, Set<String>> expected(SetupSql setup) {
        Map<String, Set<String>> expected = new TreeMap<>();
        for (SourceTable table : setup.layout().columns().keySet()) {
            expected.put(table.qualifiedName(), new HashSet<>(setup.layout().names(table)));
        }
        if (setup.heartbeat()) {
            expected.put(HeartbeatTable.QUALIFIED_NAME, new HashSet<>(HeartbeatTable.COLUMNS));
        }
        return expected;
    }

    /** A row filter counts as a column of its own, so that it shows as a difference. */
    private static Map<String, Set<String>> listed(SourceConnection source, String publication) {
        Map<String, Set<String>> listed = new TreeMap<>();
        source.list(
                """
                SELECT schemaname || '.' || tablename, attnames::text[] || CASE WHEN rowfilter IS NULL THEN '{}'::text[]
                  ELSE ARRAY['WHERE ' || rowfilter] END
                FROM pg_publication_tables WHERE pubname = ?""",
                row -> listed.put(
                        row.getString(1), Set.of((String[]) row.getArray(2).getArray())),
                publication);
        return listed;
    }

    private static SourceProblem other(SetupSql setup, String difference) {
        return SourceProblem.withSql(
                PUBLICATION,
                "Publication '" + setup.names().publication() + "' " + difference
                        + ": let its owner make it anew with the SQL (DROP PUBLICATION, CREATE PUBLICATION)",
                setup.replacePublication());
    }
}
