package ocs.pulse.demo;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Rows of one table in the text format of COPY; the ids count from 1. */
final class CopyTable {

    private final String name;
    private final String columns;
    private final StringBuilder lines = new StringBuilder();
    private long rows;

    /** The columns besides {@code id}, with commas between them. */
    CopyTable(String name, String columns) {
        this.name = name;
        this.columns = columns;
    }

    /** Adds a row, its values in the order of the columns, and gives its id. */
    long add(@Nullable Object... values) {
        rows++;
        lines.append(rows);
        for (Object value : values) {
            lines.append('\t').append(value == null ? "\\N" : escaped(value.toString()));
        }
        lines.append('\n');
        return rows;
    }

    /** Sends the rows and lets the table's own ids go on after them. */
    void copyInto(Connection connection) throws SQLException, IOException {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + name + " (id, " + columns + ") FROM STDIN", new StringReader(lines.toString()));
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT setval(pg_get_serial_sequence('" + name + "', 'id'), " + rows + ")");
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
