package ocs.pulse.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import ocs.pulse.tables.SourceColumn;
import ocs.pulse.tables.SourceTable;

/**
 * The captured tables as far as capture sees them, each with one more column, {@code hidden}, that must never leave the
 * database. Columns but the key have defaults, so that a test names only what it is about.
 */
public final class TestSchema {
    private TestSchema() {}

    public static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (SourceTable table : SourceTable.values()) {
                statement.execute(definition(table));
            }
        }
    }

    private static String definition(SourceTable table) {
        String columns = table.columns().stream()
                .map(column -> SetupSql.quoted(column.name()) + " " + type(column))
                .collect(Collectors.joining(", "));
        return "CREATE TABLE " + table.qualifiedName() + " (" + columns
                + ", hidden text NOT NULL DEFAULT '', PRIMARY KEY (id))";
    }

    private static String type(SourceColumn column) {
        String type =
                switch (column.kind()) {
                    case INTEGER -> "bigint DEFAULT 0";
                    case TEXT -> "varchar DEFAULT 'text'";
                    case BOOLEAN -> "boolean DEFAULT false";
                    case TIMESTAMP -> "timestamptz DEFAULT '2026-01-02 03:04:05.678901Z'";
                };
        return column.nullable() ? type.substring(0, type.indexOf(' ')) : type + " NOT NULL";
    }
}
