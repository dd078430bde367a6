package ocs.pulse.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** The whole dashboard from DuckDB in the benchmark's own process, on as many threads as there are cores here. */
final class DuckDb implements Piece {
    private static final String COLUMNS =
            "team_id = 1 and moment >= timestamp '${start}' and moment < timestamp '${end}' and platform is distinct from 'evaluations'"
                    + " and status is distinct from 'setup' ${column}";

    @Override
    public void run(Course course) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            load(course, connection);
            RivalDashboards rival = new RivalDashboards("DuckDB", connection, Statements.read("/bench/duckdb.sql"));
            rival.each(
                    course,
                    (span, narrowing) -> text -> text.replace("${messages}", COLUMNS)
                            .replace("${column}", narrowing.column())
                            .replace("${experiment_filters}", narrowing.columnExperiment())
                            .replace("${participant_filters}", narrowing.columnParticipant())
                            .replace("${start}", span.start().replace("T", " ").replace("Z", ""))
                            .replace("${end}", span.end().replace("T", " ").replace("Z", ""))
                            .replace("${team}", "1"));
        }
    }

    private static void load(Course course, Connection duck) throws Exception {
        Path file = course.directory().resolve("duckdb.csv");
        try (Connection connection = course.database().connect();
                Statement statement = duck.createStatement()) {
            statement.execute("set threads = " + Runtime.getRuntime().availableProcessors());
            for (Statements.One table :
                    Statements.read("/bench/duckdb-load.sql").all()) {
                try (var out = Files.newOutputStream(file)) {
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyOut("copy (" + table.sql() + ") to stdout with (format csv)", out);
                }
                statement.execute("create table " + table.head());
                String name = table.head().substring(0, table.head().indexOf(' '));
                statement.execute("copy " + name + " from '" + file + "' (format csv, header false)");
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
