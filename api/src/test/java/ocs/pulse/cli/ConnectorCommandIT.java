package ocs.pulse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import ocs.pulse.embedded.EmbeddedPostgres;
import ocs.pulse.run.Ending;
import ocs.pulse.settings.ExitCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The commands of a data engineer against a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectorCommandIT {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private EmbeddedPostgres postgres;
    private String database = "";
    private int databases;

    @BeforeAll
    void start() {
        postgres = EmbeddedPostgres.temporary();
    }

    @AfterAll
    void stop() {
        postgres.close();
    }

    @BeforeEach
    void makeDatabase() throws SQLException, IOException {
        databases++;
        database = "ocs" + databases;
        postgres.createDatabase(database);
        try (InputStream schema =
                Objects.requireNonNull(ConnectorCommandIT.class.getResourceAsStream("/demo/schema.sql"))) {
            sql(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void shouldLeadFromNothingToReadyAndBack() throws SQLException {
        assertThat(pulse("", "setup-sql", "--role", "pulse" + databases)).isZero();
        String script = text(out);
        assertThat(pulseAs("pulse" + databases, "", "check")).isEqualTo(2);
        sql(script, script);
        assertThat(pulseAs("pulse" + databases, "", "check")).isEqualTo(1);
        assertThat(text(out)).contains("warning", "wal-unlimited", "Capture may start; 1 warning(s) to look at.");
        sql("SELECT pg_create_logical_replication_slot('pulse', 'pgoutput')");
        assertThat(pulse("no\n", "teardown")).isEqualTo(1);
        assertThat(text(out)).contains("pg_drop_replication_slot", "Nothing was removed.");
        assertThat(pulse("yes\n", "teardown")).isZero();
        assertThat(pulse("", "teardown", "--yes")).isZero();
        assertThat(text(out)).contains("There is nothing of pulse");
        assertThat(pulseAs("pulse" + databases, "", "check")).isEqualTo(2);
    }

    @Test
    void shouldNameEveryThingThatIsWrongAtOnce() throws SQLException, IOException {
        sql(
                "ALTER TABLE trace_trace DROP COLUMN duration CASCADE",
                "ALTER TABLE chat_chat REPLICA IDENTITY FULL",
                "ALTER TABLE trace_trace SET UNLOGGED");
        assertThat(pulse("", "check", "--output", "json")).isEqualTo(2);
        JsonNode found = new JsonMapper().readTree(text(out));
        List<String> stops = new ArrayList<>();
        found.path("findings").forEach(finding -> {
            assertThat(finding.path("message").asText()).isNotEmpty();
            if (finding.path("severity").asText().equals("stop")) {
                stops.add(finding.path("code").asText());
            }
        });
        assertThat(found.path("status").asInt()).isEqualTo(2);
        assertThat(stops).contains("column", "replica-identity", "table-unlogged");
        assertThat(text(out)).contains("ALTER TABLE public.chat_chat REPLICA IDENTITY DEFAULT");
    }

    @Test
    void shouldPrintStatementsWithoutAServer() {
        assertThat(run(Map.of(), "", "connector", "setup-sql", "--postgres", "16", "--heartbeat", "message"))
                .isZero();
        assertThat(text(out)).contains("CREATE PUBLICATION pulse").doesNotContain("pulse_heartbeat");
        assertThat(run(Map.of(), "", "connector", "setup-sql", "--postgres", "14"))
                .isEqualTo(ExitCode.DATABASE.status());
        assertThat(text(err)).contains("text of messages", "--whole-rows accept");
        assertThat(run(Map.of(), "", "connector", "setup-sql", "--postgres", "14", "--whole-rows", "accept"))
                .isZero();
        assertThat(run(Map.of(), "", "connector", "setup-sql", "--postgres", "13"))
                .isEqualTo(ExitCode.USAGE.status());
    }

    private int pulse(String answer, String... arguments) {
        return pulseAs(EmbeddedPostgres.USER, answer, arguments);
    }

    private int pulseAs(String user, String answer, String... arguments) {
        List<String> all = new ArrayList<>(List.of("connector"));
        all.addAll(List.of(arguments));
        String url = "postgresql://" + user + "@127.0.0.1:" + postgres.port() + "/" + database;
        return run(Map.of("PULSE_DATABASE_URL", url), answer, all.toArray(String[]::new));
    }

    private int run(Map<String, String> variables, String answer, String... arguments) {
        out.reset();
        err.reset();
        return new Commands(
                        new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
                        stream(out),
                        stream(err),
                        variables,
                        new Ending())
                .run(arguments);
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
