package ocs.pulse.source;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import ocs.pulse.tables.SourceTable;

/** The statements that make a database ready; the program runs them where its role may, and prints them otherwise. */
public record SetupSql(SourceLayout layout, SourceNames names, String role, boolean heartbeat) {

    /** Everything, for somebody with the right to do so. */
    public String script() {
        List<String> statements = new ArrayList<>();
        statements.add("ALTER ROLE " + quoted(role) + " REPLICATION");
        statements.addAll(grants());
        statements.addAll(heartbeatStatements());
        statements.add(createPublication());
        return text(statements);
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

    /** The heartbeat table and the right to write it; nothing where no heartbeat is wanted. */
    public List<String> heartbeatStatements() {
        if (!heartbeat) {
            return List.of();
        }
        return List.of(
                HeartbeatTable.CREATE,
                "GRANT SELECT, INSERT, UPDATE ON " + HeartbeatTable.QUALIFIED_NAME + " TO " + quoted(role));
    }

    public String createPublication() {
        List<String> tables = layout.columns().keySet().stream()
                .map(table -> table.qualifiedName() + " (" + columns(table) + ")")
                .collect(Collectors.toCollection(ArrayList::new));
        if (heartbeat) {
            tables.add(HeartbeatTable.QUALIFIED_NAME + " (id, at)");
        }
        return "CREATE PUBLICATION " + quoted(names.publication()) + " FOR TABLE\n  " + String.join(",\n  ", tables)
                + "\n  WITH (publish = 'insert, update, delete, truncate')";
    }

    /** A publication of that name which lists other things is made anew. */
    public String replacePublication() {
        return text(List.of("DROP PUBLICATION " + quoted(names.publication()), createPublication()));
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
}
