package ocs.pulse.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import ocs.pulse.cli.Commands;
import ocs.pulse.run.Ending;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.tables.SourceTable;
import ocs.pulse.testing.Corruptor;
import ocs.pulse.testing.DeadLetters;
import ocs.pulse.testing.GoldenDatabase;
import ocs.pulse.testing.LiveHistory;
import ocs.pulse.testkit.program.RunningPulse;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One running program, looked at by {@code pulse verify}, falsified, and mended by {@code pulse repair}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VerifyIT {
    /** More than two chunks of a repair. */
    private static final int MANY = 9_000;

    private static final double TRANSACTIONS_PER_SECOND = 90;

    @RegisterExtension
    static final RunningPulse PULSE = RunningPulse.over(GoldenDatabase::load).with("heartbeat-interval", "50ms");

    private String slug;
    private long team;

    @BeforeAll
    void start() throws Exception {
        try (Connection connection = PULSE.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create extension pg_trgm");
            team = new SourceRows(connection)
                    .ids("select team_id from experiments_experimentsession group by 1 order by count(*) desc limit 1")
                    .get(0);
            slug = new SourceRows(connection)
                    .texts("select slug from teams_team where id = ?", team)
                    .get(0);
            // Something that a trend of the present shows.
            statement.execute(
                    "insert into trace_trace (experiment_id, team_id, \"timestamp\", trace_id, status, duration,"
                            + " participant_data, session_state) select max(id), team_id, now(), gen_random_uuid(), 'success', 5,"
                            + " '{}', '{}' from experiments_experiment where team_id = " + team
                            + " and working_version_id is null"
                            + " and pipeline_id is not null and not is_archived group by team_id");
            statement.execute("insert into chat_chatmessage (created_at, updated_at, chat_id, message_type, content,"
                    + " translations, metadata) select now(), now(), (select max(id) from chat_chat where team_id <> "
                    + team + "), 'system', '', '{}', '{}' from generate_series(1, " + MANY + ")");
        }
        // What is told falsely from now on comes after what is true.
        PULSE.json("/api/teams/" + slug + "/dashboard/overview");
    }

    @Test
    @Order(1)
    void shouldFindEveryFalsehoodThatIsPlanted() throws Exception {
        Map<String, String> planted;
        try (Connection connection = PULSE.connect();
                Corruptor corruptor = Corruptor.open(PULSE)) {
            planted = new Corruptions(connection, corruptor, team).plant();
        }
        assertThat(planted).hasSizeGreaterThanOrEqualTo(20);
        String said = verify(ExitCode.DIFFERENCES, "0");
        SoftAssertions found = new SoftAssertions();
        planted.forEach((what, pattern) -> found.assertThat(said.lines())
                .as("%s: %s", what, pattern)
                .anyMatch(line -> line.startsWith("DIFFERS") && line.matches(".*" + pattern + ".*")));
        found.assertThat(said).contains("behind it at ", "message ");
        if (!found.wasSuccess()) {
            System.out.println(said);
        }
        found.assertAll();
    }

    @Test
    @Order(2)
    void shouldMendEverythingWhileChangesGoOn() throws Exception {
        try (LiveHistory live = LiveHistory.start(PULSE.connect(), 5, TRANSACTIONS_PER_SECOND)) {
            for (SourceTable table : SourceTable.values()) {
                assertThat(repair(ExitCode.OK, table.relation())).containsPattern("\\d+ rows read, \\d+ mended");
            }
        }
        verify(ExitCode.OK, "1");
    }

    @Test
    @Order(3)
    void shouldReportNoFalseDifferenceWhileMuchChanges() throws Exception {
        try (Connection connection = PULSE.connect();
                LiveHistory live = LiveHistory.start(PULSE.connect(), 7, TRANSACTIONS_PER_SECOND)) {
            long before = LiveHistory.changes(connection);
            long begin = System.nanoTime();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            HttpAnswers answers = new HttpAnswers(PULSE.base(), null);
            Verification verification =
                    new Verification(connection, answers, new PrintStream(out), new Untold(), 1, 42);
            verification.run(slug);
            double seconds = (System.nanoTime() - begin) / 1e9;
            live.close();
            assertThat(verification.differences()).as(out.toString()).isZero();
            assertThat(verification.agreed()).isGreaterThan(1_000);
            assertThat((LiveHistory.changes(connection) - before) / seconds)
                    .as("changes a second in %s s: 300 are wanted, and no machine is so busy that it makes", seconds)
                    .isGreaterThan(100);
        }
    }

    @Test
    @Order(4)
    void shouldAgreeWithSqlWhenNothingMoves() throws Exception {
        verify(ExitCode.OK, "2");
    }

    @Test
    @Order(5)
    void shouldRemoveOnlyWhatTheConditionBounds() throws Exception {
        long low;
        long high;
        try (Connection connection = PULSE.connect();
                Corruptor corruptor = Corruptor.open(PULSE)) {
            SourceRows source = new SourceRows(connection);
            low = source.ids("select min(id) from trace_trace").get(0);
            high = source.ids("select max(id) from trace_trace").get(0);
            corruptor.tell(SourceTable.TRACE, low, row -> row.put("id", high + 10));
            corruptor.tell(SourceTable.TRACE, low, row -> row.put("id", high + 20));
            corruptor.lose(SourceTable.TRACE, high);
        }
        assertThat(repair(ExitCode.OK, "trace_trace", "--where", "duration >= 0"))
                .contains("none will be removed", " 1 mended, 0 removed");
        assertThat(repair(ExitCode.OK, "public.trace_trace", "--where", "id > " + high + " and id <= " + (high + 10)))
                .contains("0 rows read, 0 mended, 1 removed");
        assertThat(repair(ExitCode.OK, "trace_trace", "--where", "id = " + (high + 20)))
                .contains("0 rows read, 0 mended, 1 removed");
        verify(ExitCode.OK, "0");
    }

    @Test
    @Order(6)
    void shouldSayWhyARepairCannotBe() {
        assertThat(repair(ExitCode.REPAIR, "trace_trace", "--where", "colour = 'red'"))
                .contains("colour");
        assertThat(repair(ExitCode.REPAIR, "trace_trace", "--where", "true) or (true"))
                .contains("not possible");
        assertThat(repair(ExitCode.USAGE, "auth_user")).contains("auth_user", "trace_trace");
        assertThat(repair(ExitCode.USAGE, "trace_trace", "--where", "id > 7 and id < 3"))
                .contains("No id");
    }

    @Test
    @Order(7)
    void shouldSayThatATableLacksAChangeUntilItHasBeenReadAgain() throws Exception {
        try (Corruptor corruptor = Corruptor.open(PULSE)) {
            byte[] letter = corruptor.scramble(SourceTable.TAG, 1);
            await().untilAsserted(() ->
                    assertThat(PULSE.get("/health/ready").body()).contains("\"degraded\":[\"annotations_tag\"]"));
            assertThat(DeadLetters.in(PULSE.kafka())).containsExactly(letter);
        }
        String path = "/api/teams/" + slug + "/dashboard/overview";
        HttpResponse<String> answer = PULSE.get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("X-Pulse-Incomplete")).containsExactly("table");
        assertThat(PULSE.get("/metrics").body()).contains("pulse_ledger_dead_letters 1.0");

        repair(ExitCode.OK, "annotations_tag");

        await().untilAsserted(
                        () -> assertThat(PULSE.get(path).headers().map()).doesNotContainKey("X-Pulse-Incomplete"));
        assertThat(PULSE.get("/health/ready").body()).contains("\"degraded\":[]");
    }

    private static final class Untold implements Verification.Progress {
        @Override
        public void asked(String team, long questions, long of) {}

        @Override
        public void clear() {}
    }

    private String repair(ExitCode expected, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "repair";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--data-dir";
        all[arguments.length + 2] = PULSE.home().toString();
        return pulse(expected, all);
    }

    private String verify(ExitCode expected, String samples) {
        return pulse(
                expected,
                "verify",
                "--team",
                slug,
                "--sample",
                samples,
                "--database-url",
                PULSE.databaseUrl(),
                "--url",
                PULSE.base().toString());
    }

    private static String pulse(ExitCode expected, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int status = new Commands(stream, stream, Map.of(), new Ending()).run(arguments);
        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(status).as(said).isEqualTo(expected.status());
        return said;
    }
}
