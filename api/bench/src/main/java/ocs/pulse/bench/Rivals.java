package ocs.pulse.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import org.postgresql.PGConnection;

/** The whole dashboard as Open Chat Studio asks its Postgres, with today's and with more indexes, and from DuckDB. */
final class Rivals implements Piece {
    private static final String MESSAGES = """
            chat_chatmessage m join chat_chat c on c.id = m.chat_id left join experiments_experimentsession s on s.chat_id = c.id
            where c.team_id = 1 and m.created_at >= '${start}' and m.created_at < '${end}'
              and not (s.platform is not null and s.platform = 'evaluations') and not (s.status is not null and s.status = 'setup') ${session}""";
    private static final String ACTIVE = """
            s.team_id = 1 and not (s.platform is not null and s.platform = 'evaluations') and not s.status = 'setup'
              and exists (select 1 from chat_chatmessage m where m.chat_id = s.chat_id and m.created_at >= '${start}'
                and m.created_at < '${end}' and m.message_type in ('human', 'ai')) ${session}""";
    private static final String COLUMNS =
            "team_id = 1 and moment >= timestamp '${start}' and moment < timestamp '${end}' and platform is distinct from 'evaluations'"
                    + " and status is distinct from 'setup' ${column}";

    @Override
    public void run(Course course) throws Exception {
        duckDb(course);
        try (Connection connection = course.database().connect();
                Statement statement = connection.createStatement()) {
            postgres(course, connection, "OCS");
            statement.execute(Database.text("/bench/missing-indexes.sql"));
            postgres(course, connection, "OCS, indexed");
        }
    }

    private static void postgres(Course course, Connection connection, String who) throws Exception {
        RivalDashboards rival = new RivalDashboards(who, connection, Statements.read("/bench/ocs.sql"));
        each(
                course,
                rival,
                (span, narrowing) -> text -> text.replace("${messages}", MESSAGES)
                        .replace("${active}", ACTIVE)
                        .replace("${session}", narrowing.session())
                        .replace("${experiment_filters}", narrowing.experiment())
                        .replace("${participant_filters}", narrowing.participant())
                        .replace("${start}", span.start())
                        .replace("${end}", span.end())
                        .replace("${team}", "1"));
    }

    private static void duckDb(Course course) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            load(course, connection);
            RivalDashboards rival = new RivalDashboards("DuckDB", connection, Statements.read("/bench/duckdb.sql"));
            each(
                    course,
                    rival,
                    (span, narrowing) -> text -> text.replace("${messages}", COLUMNS)
                            .replace("${column}", narrowing.column())
                            .replace("${experiment_filters}", narrowing.columnExperiment())
                            .replace("${participant_filters}", narrowing.columnParticipant())
                            .replace("${start}", span.start().replace("T", " ").replace("Z", ""))
                            .replace("${end}", span.end().replace("T", " ").replace("Z", ""))
                            .replace("${team}", "1"));
        }
    }

    private interface Words {
        UnaryOperator<String> of(Span span, Narrowing narrowing);
    }

    private static void each(Course course, RivalDashboards rival, Words words) throws Exception {
        for (Span span : Span.ALL) {
            for (Narrowing narrowing : Narrowing.ALL) {
                rival.measure(course, span, narrowing, words.of(span, narrowing));
            }
        }
    }

    private static void load(Course course, Connection duck) throws Exception {
        Path file = course.directory().resolve("duckdb.csv");
        try (Connection connection = course.database().connect();
                Statement statement = duck.createStatement()) {
            statement.execute("set threads = 2");
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
