package ocs.pulse.source;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import ocs.pulse.tables.SourceTable;

/** The statements that make a database ready; the program runs them where its role may, and prints them otherwise. */
public record SetupSql(SourceLayout layout, SourceNames names, String role, SourceTerms terms, ServerFacts server) {

    /**
     * Everything, for somebody with the right to do so: the owner of the tables, or a superuser. May be run again; a
     * publication that is there already stays as it is.
     */
    public String script() {
        List<String> statements = new ArrayList<>(List.of("BEGIN", createRole(), replication()));
        statements.add("GRANT CONNECT ON DATABASE " + quoted(server.database()) + " TO " + quoted(role));
        statements.addAll(grants());
        statements.addAll(heartbeatStatements());
        statements.add(unless("pg_publication WHERE pubname = " + literal(names.publication()), createPublication()));
        statements.add("COMMIT");
        return text(statements);
    }

    private String createRole() {
        return unless("pg_roles WHERE rolname = " + literal(role), "CREATE ROLE " + quoted(role) + " LOGIN");
    }

    private static String unless(String there, String statement) {
        return "DO $pulse$ BEGIN IF NOT EXISTS (SELECT FROM " + there + ") THEN\n" + statement
                + ";\nEND IF; END $pulse$";
    }

    /** Lets the role stream. */
    public String replication() {
        return server.rds()
                ? "GRANT rds_replication TO " + quoted(role)
                : "ALTER ROLE " + quoted(role) + " LOGIN REPLICATION";
    }

    /** Lets the role read the listed columns and no other: not even by mistake can it read the text of a message. */
    public List<String> grants() {
        List<String> statements = new ArrayList<>();
        statements.add("GRANT USAGE ON SCHEMA " + SourceTable.SCHEMA + " TO " + quoted(role));
        layout.columns()
                .keySet()
                .forEach(table -> statements.add(
                        "GRANT SELECT (" + columns(table) + ") ON " + table.qualifiedName() + " TO " + quoted(role)));
        return statements;
    }

    /** The heartbeat table and the right to write it; nothing where no table of ours is wanted. */
    public List<String> heartbeatStatements() {
        if (!terms.hasTable()) {
            return List.of();
        }
        return List.of(
                HeartbeatTable.CREATE,
                "GRANT SELECT, INSERT, UPDATE ON " + HeartbeatTable.QUALIFIED_NAME + " TO " + quoted(role));
    }

    public String createPublication() {
        List<String> tables = layout.columns().keySet().stream()
                .map(table -> table.qualifiedName() + (server.hasColumnLists() ? " (" + columns(table) + ")" : ""))
                .collect(Collectors.toCollection(ArrayList::new));
        if (terms.hasTable()) {
            tables.add(HeartbeatTable.QUALIFIED_NAME + (server.hasColumnLists() ? " (id, at)" : ""));
        }
        return "CREATE PUBLICATION " + quoted(names.publication()) + " FOR TABLE\n  " + String.join(",\n  ", tables)
                + "\n  WITH (publish = 'insert, update, delete, truncate')";
    }

    /** A publication of that name which lists other things is made anew. */
    public String replacePublication() {
        List<String> statements = new ArrayList<>(heartbeatStatements());
        statements.add("DROP PUBLICATION " + quoted(names.publication()));
        statements.add(createPublication());
        return text(statements);
    }

    private String columns(SourceTable table) {
        return layout.names(table).stream().map(SetupSql::quoted).collect(Collectors.joining(", "));
    }

    static String text(List<String> statements) {
        return statements.stream().map(statement -> statement + ";\n").collect(Collectors.joining());
    }

    /** Quotes where it must be quoted. */
    static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_]*") && !name.equals("timestamp")
                ? name
                : '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
