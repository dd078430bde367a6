package ocs.pulse.source;

import static ocs.pulse.source.SourceProblem.Reason.PUBLICATION;
import static ocs.pulse.source.SourceProblem.Reason.PUBLICATION_MISSING;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import ocs.pulse.tables.SourceTable;

/** The publication lists exactly our tables, columns and operations, or may be made. */
final class PublicationCheck {
    private static final String ALL_OPERATIONS = "insert, update, delete, truncate";

    private PublicationCheck() {}

    static List<Finding> check(SourceConnection source, SetupSql setup) {
        String name = setup.names().publication();
        List<String> operations = source.list("""
                SELECT concat_ws(', ', CASE WHEN pubinsert THEN 'insert' END, CASE WHEN pubupdate THEN 'update' END,
                  CASE WHEN pubdelete THEN 'delete' END, CASE WHEN pubtruncate THEN 'truncate' END)
                FROM pg_publication WHERE pubname = ?""", row -> row.getString(1), name);
        if (operations.isEmpty()) {
            return List.of(missing(source, setup));
        }
        List<String> differences = new ArrayList<>();
        if (!operations.get(0).equals(ALL_OPERATIONS)) {
            differences.add("publishes only " + operations.get(0));
        }
        boolean lists = setup.server().hasColumnLists();
        differences.addAll(differences(expected(setup, lists), listed(source, name, lists)));
        return differences.stream().map(difference -> other(setup, difference)).toList();
    }

    private static Finding missing(SourceConnection source, SetupSql setup) {
        boolean may = source.one(
                """
                SELECT has_database_privilege(current_database(), 'CREATE') AND NOT EXISTS (
                  SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                  WHERE n.nspname = ? AND c.relname = ANY (?) AND NOT pg_has_role(c.relowner, 'USAGE'))""",
                row -> row.getBoolean(1),
                SourceTable.SCHEMA,
                setup.layout().columns().keySet().stream()
                        .map(SourceTable::relation)
                        .toArray(String[]::new));
        String name = "Publication '" + setup.names().publication() + "' is missing";
        return may
                ? Finding.note(PUBLICATION_MISSING, name + "; the first start makes it")
                : Finding.stop(
                        PUBLICATION_MISSING,
                        name + " and user '" + setup.role()
                                + "' may not create it: let the owner of the tables run the SQL",
                        SetupSql.text(List.of(setup.createPublication())));
    }

    private static List<String> differences(Map<String, Set<String>> expected, Map<String, Set<String>> listed) {
        List<String> differences = new ArrayList<>();
        expected.forEach((table, columns) -> {
            Set<String> there = listed.get(table);
            if (there == null) {
                differences.add("lacks table " + table);
                return;
            }
            without(columns, there).forEach(column -> differences.add("lacks column " + table + "." + column));
            without(there, columns)
                    .forEach(column -> differences.add("publishes column " + table + "." + column + " as well"));
        });
        without(listed.keySet(), expected.keySet())
                .forEach(table -> differences.add("publishes table " + table + " as well"));
        return differences;
    }

    private static Set<String> without(Set<String> all, Set<String> these) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(these);
        return rest;
    }

    private static Map<String, Set<String>> expected(SetupSql setup, boolean lists) {
        Map<String, Set<String>> expected = new TreeMap<>();
        for (SourceTable table : setup.layout().columns().keySet()) {
            expected.put(
                    table.qualifiedName(), lists ? new HashSet<>(setup.layout().names(table)) : Set.of());
        }
        if (setup.terms().hasTable()) {
            expected.put(HeartbeatTable.QUALIFIED_NAME, lists ? new HashSet<>(HeartbeatTable.COLUMNS) : Set.of());
        }
        return expected;
    }

    /** A row filter counts as a column of its own, so that it shows as a difference. */
    private static Map<String, Set<String>> listed(SourceConnection source, String publication, boolean lists) {
        String columns = lists
                ? "attnames::text[] || CASE WHEN rowfilter IS NULL THEN '{}'::text[] ELSE ARRAY['WHERE ' || rowfilter] END"
                : "'{}'::text[]";
        Map<String, Set<String>> listed = new TreeMap<>();
        source.list(
                "SELECT schemaname || '.' || tablename, " + columns + " FROM pg_publication_tables WHERE pubname = ?",
                row -> listed.put(
                        row.getString(1), Set.of((String[]) row.getArray(2).getArray())),
                publication);
        return listed;
    }

    private static Finding other(SetupSql setup, String difference) {
        return Finding.stop(
                PUBLICATION,
                "Publication '" + setup.names().publication() + "' " + difference
                        + ": let its owner make it anew with the SQL (DROP PUBLICATION, CREATE PUBLICATION)",
                setup.replacePublication());
    }
}
