package ocs.pulse.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import ocs.pulse.tables.SourceTable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Fills an empty database with a golden dataset. */
public final class GoldenDatabase {
    private GoldenDatabase() {}

    /** The tables, the rows of a golden dataset, and sequences that go on behind them. */
    public static void load(Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text("/demo/schema.sql"));
        }
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(resource("/golden/small-a.sql.gz")), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                if (line.startsWith("COPY ")) {
                    copy.copyIn(line.replaceAll(";\\s*$", ""), new StringReader(block(lines)));
                }
                line = lines.readLine();
            }
        }
        try (Statement statement = connection.createStatement()) {
            for (SourceTable table : SourceTable.values()) {
                statement.execute("select setval(pg_get_serial_sequence('" + table.relation()
                        + "', 'id'), (select max(id) from " + table.relation() + "))");
            }
        }
    }

    private static String block(BufferedReader lines) throws IOException {
        StringBuilder block = new StringBuilder();
        String line = lines.readLine();
        while (line != null && !line.equals("\\.")) {
            block.append(line).append('\n');
            line = lines.readLine();
        }
        return block.toString();
    }

    private static String text(String name) throws IOException {
        try (InputStream in = resource(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(GoldenDatabase.class.getResourceAsStream(name), name);
    }
}
