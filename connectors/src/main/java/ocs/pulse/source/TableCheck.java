package ocs.pulse.source;

import static ocs.pulse.source.SourceProblem.Reason.COLUMN;
import static ocs.pulse.source.SourceProblem.Reason.PRIMARY_KEY;
import static ocs.pulse.source.SourceProblem.Reason.PRIVILEGE;
import static ocs.pulse.source.SourceProblem.Reason.REPLICA_IDENTITY;
import static ocs.pulse.source.SourceProblem.Reason.TABLE;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import ocs.pulse.tables.SourceColumn;
import ocs.pulse.tables.SourceTable;

/** Holds the tables of a database against {@link SourceTable} and finds the layout. */
final class TableCheck {
    private static final Map<SourceColumn.Kind, Set<String>> TYPES = Map.of(
            SourceColumn.Kind.INTEGER, Set.of("int2", "int4", "int8"),
            SourceColumn.Kind.TEXT, Set.of("varchar", "text", "bpchar"),
            SourceColumn.Kind.BOOLEAN, Set.of("bool"),
            SourceColumn.Kind.TIMESTAMP, Set.of("timestamptz"));

    private record Relation(boolean usable, char replicaIdentity, String primaryKey) {}

    private record Found(String type, boolean selectable) {}

    private TableCheck() {}

    static SourceLayout check(SourceConnection source) {
        Map<SourceTable, List<SourceColumn>> columns = new EnumMap<>(SourceTable.class);
        for (SourceTable table : SourceTable.values()) {
            checkRelation(source, table);
            columns.put(table, columnsOf(source, table));
        }
        return new SourceLayout(columns);
    }

    /** Every listed column may be read by the role. */
    static void checkSelect(SourceConnection source, SourceLayout layout, SetupSql setup) {
        layout.columns().forEach((table, columns) -> {
            Map<String, Found> found = found(source, table);
            for (SourceColumn column : columns) {
                Found one = found.get(column.name());
                if (one == null || !one.selectable()) {
                    throw SourceProblem.withSql(
                            PRIVILEGE,
                            "User '" + source.address().user() + "' may not read column " + table.qualifiedName() + "."
                                    + column.name() + ": grant it SELECT on the listed columns",
                            SetupSql.text(setup.grants()));
                }
            }
        });
    }

    private static void checkRelation(SourceConnection source, SourceTable table) {
        List<Relation> relations = source.list(
                """
                SELECT c.relkind = 'r', c.relreplident, coalesce((
                  SELECT string_agg(a.attname, ',' ORDER BY a.attnum) FROM pg_index i
                  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
                  WHERE i.indrelid = c.oid AND i.indisprimary), '')
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relname = ?""",
                row -> new Relation(row.getBoolean(1), row.getString(2).charAt(0), row.getString(3)),
                SourceTable.SCHEMA,
                table.relation());
        if (relations.isEmpty() || !relations.get(0).usable()) {
            throw new SourceProblem(
                    TABLE,
                    "Table " + table.qualifiedName() + (relations.isEmpty() ? " is missing" : " is no plain table")
                            + " in database '" + source.address().database()
                            + "': point the database address at Open Chat Studio's database");
        }
        Relation relation = relations.get(0);
        if (!relation.primaryKey().equals(SourceTable.PRIMARY_KEY)) {
            throw new SourceProblem(
                    PRIMARY_KEY,
                    "Table " + table.qualifiedName() + " has the primary key (" + relation.primaryKey()
                            + "): ALTER TABLE " + table.qualifiedName() + " ADD PRIMARY KEY (id)");
        }
        if (relation.replicaIdentity() != 'd') {
            throw new SourceProblem(
                    REPLICA_IDENTITY,
                    "Table " + table.qualifiedName()
                            + " does not have the default replica identity, so publishing it would make its updates fail:"
                            + " ALTER TABLE " + table.qualifiedName() + " REPLICA IDENTITY DEFAULT");
        }
    }

    private static List<SourceColumn> columnsOf(SourceConnection source, SourceTable table) {
        Map<String, Found> found = found(source, table);
        List<SourceColumn> present = new ArrayList<>();
        for (SourceColumn column : table.columns()) {
            Found one = found.get(column.name());
            if (one == null && column.optional()) {
                continue;
            }
            requireUsable(table, column, one == null ? null : one.type());
            present.add(column);
        }
        return present;
    }

    private static void requireUsable(
            SourceTable table, SourceColumn column, @org.jspecify.annotations.Nullable String type) {
        String name = table.qualifiedName() + "." + column.name();
        if (type == null) {
            throw new SourceProblem(
                    COLUMN,
                    "Column " + name + " is missing: this database is of another version of Open Chat Studio"
                            + " than this pulse can read");
        }
        Set<String> usable = TYPES.getOrDefault(column.kind(), Set.of());
        if (!usable.contains(type)) {
            throw new SourceProblem(
                    COLUMN,
                    "Column " + name + " has type " + type + " where "
                            + usable.stream().sorted().collect(Collectors.joining(" or "))
                            + " is needed: this database is of another version of Open Chat Studio than this pulse can read");
        }
    }

    private static Map<String, Found> found(SourceConnection source, SourceTable table) {
        record Named(String name, Found found) {}
        return source
                .list(
                        """
                        SELECT a.attname, t.typname, has_column_privilege(c.oid, a.attnum, 'SELECT')
                        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                        JOIN pg_type t ON t.oid = a.atttypid
                        WHERE n.nspname = ? AND c.relname = ?""",
                        row -> new Named(row.getString(1), new Found(row.getString(2), row.getBoolean(3))),
                        SourceTable.SCHEMA,
                        table.relation())
                .stream()
                .collect(Collectors.toMap(Named::name, Named::found));
    }
}
