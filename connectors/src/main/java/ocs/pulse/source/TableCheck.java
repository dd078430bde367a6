package ocs.pulse.source;

import static ocs.pulse.source.SourceProblem.Reason.COLUMN;
import static ocs.pulse.source.SourceProblem.Reason.COLUMN_OPTIONAL;
import static ocs.pulse.source.SourceProblem.Reason.PRIMARY_KEY;
import static ocs.pulse.source.SourceProblem.Reason.PRIVILEGE;
import static ocs.pulse.source.SourceProblem.Reason.PRIVILEGE_TOO_WIDE;
import static ocs.pulse.source.SourceProblem.Reason.REPLICA_IDENTITY;
import static ocs.pulse.source.SourceProblem.Reason.ROW_SECURITY;
import static ocs.pulse.source.SourceProblem.Reason.TABLE;
import static ocs.pulse.source.SourceProblem.Reason.TABLE_UNLOGGED;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import ocs.pulse.tables.SourceColumn;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/** Holds the tables of a database against {@link SourceTable} and finds the layout. */
final class TableCheck {
    private static final Map<SourceColumn.Kind, Set<String>> TYPES = Map.of(
            SourceColumn.Kind.INTEGER, Set.of("int2", "int4", "int8"),
            SourceColumn.Kind.TEXT, Set.of("varchar", "text", "bpchar"),
            SourceColumn.Kind.BOOLEAN, Set.of("bool"),
            SourceColumn.Kind.TIMESTAMP, Set.of("timestamptz"));

    private record Relation(
            boolean usable, char replicaIdentity, String primaryKey, boolean unlogged, boolean rowSecurity) {}

    private record Found(String type, boolean selectable) {}

    private final SourceConnection source;
    private final List<Finding> findings = new ArrayList<>();

    private TableCheck(SourceConnection source) {
        this.source = source;
    }

    /** Every table and column that is needed is there, of a usable type, and sends its changes. */
    static SourceReport check(SourceConnection source) {
        TableCheck check = new TableCheck(source);
        Map<SourceTable, List<SourceColumn>> columns = new EnumMap<>(SourceTable.class);
        for (SourceTable table : SourceTable.values()) {
            check.relation(table);
            columns.put(table, check.columnsOf(table));
        }
        return new SourceReport(check.findings, new SourceLayout(columns));
    }

    /** Every listed column may be read by the role, and better no other. */
    static List<Finding> select(SourceConnection source, SetupSql setup) {
        List<Finding> findings = new ArrayList<>();
        Set<String> tooMany = new TreeSet<>();
        setup.layout().columns().forEach((table, columns) -> {
            Map<String, Found> found = found(source, table);
            List<String> refused = columns.stream()
                    .map(SourceColumn::name)
                    .filter(column ->
                            !found.getOrDefault(column, new Found("", true)).selectable())
                    .toList();
            if (!refused.isEmpty()) {
                findings.add(Finding.stop(
                        PRIVILEGE,
                        "User '" + setup.role() + "' may not read column" + (refused.size() == 1 ? " " : "s ")
                                + refused.stream()
                                        .map(column -> table.qualifiedName() + "." + column)
                                        .collect(Collectors.joining(", "))
                                + ": grant it SELECT on the listed columns",
                        SetupSql.text(setup.grants())));
            }
            Set<String> listed = Set.copyOf(setup.layout().names(table));
            if (found.entrySet().stream()
                    .anyMatch(entry -> entry.getValue().selectable() && !listed.contains(entry.getKey()))) {
                tooMany.add(table.qualifiedName());
            }
        });
        if (!tooMany.isEmpty()) {
            findings.add(Finding.warning(
                    PRIVILEGE_TOO_WIDE,
                    "User '" + setup.role() + "' may read more than the listed columns of " + String.join(", ", tooMany)
                            + ": better give pulse a role of its own (pulse connector setup-sql)"));
        }
        return findings;
    }

    private void relation(SourceTable table) {
        List<Relation> relations = source.list(
                """
                SELECT c.relkind = 'r', c.relreplident, coalesce((
                  SELECT string_agg(a.attname, ',' ORDER BY a.attnum) FROM pg_index i
                  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
                  WHERE i.indrelid = c.oid AND i.indisprimary), ''),
                  c.relpersistence <> 'p', row_security_active(c.oid)
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relname = ?""",
                row -> new Relation(
                        row.getBoolean(1),
                        row.getString(2).charAt(0),
                        row.getString(3),
                        row.getBoolean(4),
                        row.getBoolean(5)),
                SourceTable.SCHEMA,
                table.relation());
        String name = table.qualifiedName();
        if (relations.isEmpty() || !relations.get(0).usable()) {
            findings.add(Finding.stop(
                    TABLE,
                    "Table " + name + (relations.isEmpty() ? " is missing" : " is no plain table") + " in database '"
                            + source.address().database()
                            + "': point the database address at Open Chat Studio's database"));
            return;
        }
        Relation relation = relations.get(0);
        if (!relation.primaryKey().equals(SourceTable.PRIMARY_KEY)) {
            String mend = "ALTER TABLE " + name + " ADD PRIMARY KEY (id)";
            findings.add(Finding.stop(
                    PRIMARY_KEY,
                    "Table " + name + " has the primary key (" + relation.primaryKey() + "): " + mend,
                    mend + ";\n"));
        }
        if (relation.replicaIdentity() != 'd') {
            String mend = "ALTER TABLE " + name + " REPLICA IDENTITY DEFAULT";
            findings.add(Finding.stop(
                    REPLICA_IDENTITY,
                    "Table " + name
                            + " does not have the default replica identity, so publishing it would make its updates fail: "
                            + mend,
                    mend + ";\n"));
        }
        if (relation.unlogged()) {
            String mend = "ALTER TABLE " + name + " SET LOGGED";
            findings.add(Finding.stop(
                    TABLE_UNLOGGED,
                    "Table " + name + " is unlogged, so its changes are in no log: " + mend,
                    mend + ";\n"));
        }
        if (relation.rowSecurity()) {
            String mend = "ALTER ROLE " + SetupSql.quoted(source.address().user()) + " BYPASSRLS";
            findings.add(Finding.stop(
                    ROW_SECURITY,
                    "Row-level security hides rows of table " + name + " from user '"
                            + source.address().user() + "', so a snapshot would lack them: " + mend,
                    mend + ";\n"));
        }
    }

    private List<SourceColumn> columnsOf(SourceTable table) {
        Map<String, Found> found = found(source, table);
        if (found.isEmpty()) {
            return table.columns();
        }
        List<SourceColumn> present = new ArrayList<>();
        for (SourceColumn column : table.columns()) {
            Found one = found.get(column.name());
            if (one == null && column.optional()) {
                findings.add(Finding.note(
                        COLUMN_OPTIONAL,
                        "Column " + table.qualifiedName() + "." + column.name()
                                + " is missing, as in an older Open Chat Studio; pulse does without it"));
                continue;
            }
            requireUsable(table, column, one == null ? null : one.type());
            present.add(column);
        }
        return present;
    }

    private void requireUsable(SourceTable table, SourceColumn column, @Nullable String type) {
        String name = table.qualifiedName() + "." + column.name();
        String version = ": this database is of another version of Open Chat Studio than this pulse can read";
        if (type == null) {
            findings.add(Finding.stop(COLUMN, "Column " + name + " is missing" + version));
            return;
        }
        Set<String> usable = TYPES.getOrDefault(column.kind(), Set.of());
        if (!usable.contains(type)) {
            findings.add(Finding.stop(
                    COLUMN,
                    "Column " + name + " has type " + type + " where "
                            + usable.stream().sorted().collect(Collectors.joining(" or ")) + " is needed" + version));
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
