package ocs.pulse.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import ocs.pulse.embedded.EmbeddedPostgres;
import ocs.pulse.tables.SourceTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Each way in which a database can be unfit is named in one line, and mended as the line says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourceCheckIT {
    private EmbeddedPostgres postgres;
    private int databases;
    private String database = "";

    @BeforeAll
    void start() {
        postgres = EmbeddedPostgres.temporary(Map.of("max_replication_slots", "1"));
    }

    @AfterAll
    void stop() {
        postgres.close();
    }

    @BeforeEach
    void makeDatabase() throws SQLException {
        databases++;
        database = "ocs" + databases;
        postgres.createDatabase(database);
        try (Connection connection = postgres.connect(database)) {
            TestSchema.create(connection);
        }
    }

    @AfterEach
    void dropSlots() throws SQLException {
        sql("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private SourceAddress as(String user) {
        return SourceAddress.of("127.0.0.1", postgres.port(), database, user, "");
    }

    private SourceLayout prepare(String user) {
        return new SourceCheck(as(user), SourceNames.DEFAULT, SourceTerms.DEFAULT).prepare();
    }

    private SourceProblem problem() {
        return problem(as(EmbeddedPostgres.USER));
    }

    private SourceProblem problem(SourceAddress address) {
        SourceProblem problem = catchThrowableOfType(
                SourceProblem.class,
                () -> new SourceCheck(address, SourceNames.DEFAULT, SourceTerms.DEFAULT).prepare());
        assertThat(problem).isNotNull();
        assertThat(problem.getMessage()).doesNotContain("\n");
        return problem;
    }

    @Test
    void shouldMakePublicationAndHeartbeatWhenTheRoleMay() {
        assertThat(prepare(EmbeddedPostgres.USER)).isEqualTo(SourceLayout.complete());
        assertThat(prepare(EmbeddedPostgres.USER)).isEqualTo(SourceLayout.complete());
    }

    @Test
    void shouldLeaveOptionalColumnsOutWhenTheDatabaseLacksThem() throws SQLException {
        sql("ALTER TABLE experiments_experimentsession DROP COLUMN platform");
        assertThat(prepare(EmbeddedPostgres.USER).names(SourceTable.SESSION)).doesNotContain("platform");
        assertThat(codes()).contains(SourceProblem.Reason.COLUMN_OPTIONAL);
    }

    @Test
    void shouldNameTheServerWhenItIsUnreachable() {
        SourceProblem problem = problem(SourceAddress.of("127.0.0.1", 1, "ocs", "ocs", "secret"));
        assertThat(problem.reason()).isEqualTo(SourceProblem.Reason.UNREACHABLE);
        assertThat(problem).hasMessageContaining("127.0.0.1:1").hasMessageNotContaining("secret");
    }

    @Test
    void shouldNameTheUserWhenTheLoginIsRefused() {
        SourceProblem problem = problem(as("nobody_here"));
        assertThat(problem.reason()).isEqualTo(SourceProblem.Reason.LOGIN);
        assertThat(problem).hasMessageContaining("nobody_here");
    }

    @Test
    void shouldNameTheDatabaseWhenThereIsNone() {
        SourceProblem problem =
                problem(SourceAddress.of("127.0.0.1", postgres.port(), "elsewhere", EmbeddedPostgres.USER, ""));
        assertThat(problem).hasMessageContaining("elsewhere");
    }

    @Test
    void shouldNameTheTableWhenItIsMissing() throws SQLException {
        sql("DROP TABLE trace_trace");
        assertThat(problem().reason()).isEqualTo(SourceProblem.Reason.TABLE);
        assertThat(problem()).hasMessageContaining("public.trace_trace");
    }

    @Test
    void shouldNameTheColumnWhenItIsMissingOrOfAnotherType() throws SQLException {
        sql("ALTER TABLE trace_trace DROP COLUMN duration");
        assertThat(problem()).hasMessageContaining("public.trace_trace.duration is missing");
        sql("ALTER TABLE trace_trace ADD COLUMN duration interval");
        assertThat(problem()).hasMessageContaining("public.trace_trace.duration has type interval");
        assertThat(problem().reason()).isEqualTo(SourceProblem.Reason.COLUMN);
    }

    @Test
    void shouldNameTheTableWhenItsKeyOrIdentityIsAnother() throws SQLException {
        sql("ALTER TABLE chat_chat REPLICA IDENTITY FULL");
        assertThat(problem().reason()).isEqualTo(SourceProblem.Reason.REPLICA_IDENTITY);
        sql("ALTER TABLE chat_chat DROP CONSTRAINT chat_chat_pkey");
        assertThat(problem().reason()).isEqualTo(SourceProblem.Reason.PRIMARY_KEY);
    }

    @Test
    void shouldNameThePublicationWhenItListsOtherThings() throws SQLException {
        sql("CREATE PUBLICATION pulse FOR TABLE chat_chat");
        SourceProblem problem = problem();
        assertThat(problem.reason()).isEqualTo(SourceProblem.Reason.PUBLICATION);
        sql(problem.sql().orElseThrow());
        sql("ALTER PUBLICATION pulse SET TABLE chat_chatmessage");
        assertThat(problem().reason()).isEqualTo(SourceProblem.Reason.PUBLICATION);
        sql(problem.sql().orElseThrow());
        assertThat(prepare(EmbeddedPostgres.USER)).isEqualTo(SourceLayout.complete());
    }

    @Test
    void shouldAskForRightsOneByOneWhenTheRoleHasNone() throws SQLException {
        String role = "reader" + databases;
        sql("CREATE ROLE " + role + " LOGIN");
        SourceProblem replication = problem(as(role));
        assertThat(replication.reason()).isEqualTo(SourceProblem.Reason.PRIVILEGE);
        assertThat(replication).hasMessageContaining("REPLICATION");
        sql(replication.sql().orElseThrow());
        SourceProblem select = problem(as(role));
        assertThat(select).hasMessageContaining("may not read columns public.django_content_type.id, ");
        sql(select.sql().orElseThrow());
        SourceProblem heartbeat = problem(as(role));
        assertThat(heartbeat.reason()).isEqualTo(SourceProblem.Reason.HEARTBEAT_MISSING);
        sql(heartbeat.sql().orElseThrow());
        SourceProblem publication = problem(as(role));
        assertThat(publication.reason()).isEqualTo(SourceProblem.Reason.PUBLICATION_MISSING);
        sql(publication.sql().orElseThrow());
        assertThat(prepare(role)).isEqualTo(SourceLayout.complete());
    }

    @Test
    void shouldNameTheSettingWhenNoSlotIsFree() throws SQLException {
        sql("SELECT pg_create_physical_replication_slot('other')");
        assertThat(problem().reason()).isEqualTo(SourceProblem.Reason.NO_FREE_SLOT);
        assertThat(problem()).hasMessageContaining("max_replication_slots");
    }

    @Test
    void shouldNameTheSlotWhenItIsOfAnotherKind() throws SQLException {
        sql("SELECT pg_create_logical_replication_slot('pulse', 'test_decoding')");
        assertThat(problem().reason()).isEqualTo(SourceProblem.Reason.SLOT_TAKEN);
        assertThat(problem()).hasMessageContaining("'pulse' uses plugin 'test_decoding'");
    }

    @Test
    void shouldNameTheSettingWhenTheServerDoesNotDecode() throws SQLException {
        try (EmbeddedPostgres plain =
                EmbeddedPostgres.temporary(Map.of("wal_level", "replica", "max_wal_senders", "0"))) {
            SourceAddress address = SourceAddress.of("127.0.0.1", plain.port(), "postgres", EmbeddedPostgres.USER, "");
            assertThat(findings(address, SourceTerms.DEFAULT))
                    .anyMatch(finding -> finding.code() == SourceProblem.Reason.NO_FREE_SENDER);
            SourceProblem problem = problem(address);
            assertThat(problem.reason()).isEqualTo(SourceProblem.Reason.WAL_LEVEL);
            assertThat(problem).hasMessageContaining("wal_level = logical");
        }
    }

    @Test
    void shouldWarnWhenHalfOfTheLogThatASlotMayKeepIsKept() throws SQLException {
        prepare(EmbeddedPostgres.USER);
        sql(
                "ALTER SYSTEM SET max_slot_wal_keep_size = '96MB'",
                "SELECT pg_reload_conf()",
                "SELECT pg_create_logical_replication_slot('pulse', 'pgoutput')");
        assertThat(codes()).doesNotContain(SourceProblem.Reason.WAL_RETAINED);
        sql("SELECT pg_logical_emit_message(false, 'filler', repeat('x', 1000000)) FROM generate_series(1, 60)");
        assertThat(codes()).contains(SourceProblem.Reason.WAL_RETAINED);
        assertThat(inspect())
                .filteredOn(finding -> finding.code() == SourceProblem.Reason.WAL_RETAINED)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.stops()).isFalse();
                    assertThat(finding.line()).contains("of at most 96 MB (max_slot_wal_keep_size)");
                    assertThat(finding.sql()).contains("max_slot_wal_keep_size = '192MB'");
                });
        sql("ALTER SYSTEM RESET max_slot_wal_keep_size", "SELECT pg_reload_conf()");
    }

    @Test
    void shouldSayByHowMuchTheClocksDiffer() {
        try (SourceConnection source = SourceConnection.open(as(EmbeddedPostgres.USER))) {
            assertThat(ServerCheck.advice(source, Clock.systemUTC()))
                    .noneMatch(finding -> finding.code() == SourceProblem.Reason.CLOCK);
            assertThat(ServerCheck.advice(source, Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-30))))
                    .anySatisfy(finding ->
                            assertThat(finding.line()).containsPattern("clock is (29|30)\\.\\d+ s ahead of"));
            assertThat(ServerCheck.advice(source, Clock.offset(Clock.systemUTC(), Duration.ofSeconds(30))))
                    .anySatisfy(
                            finding -> assertThat(finding.line()).containsPattern("clock is (29|30)\\.\\d+ s behind"));
        }
    }

    @Test
    void shouldNameRightsThatAreTooWideAndRowsThatAreHidden() throws SQLException {
        String role = "wide" + databases;
        sql("CREATE ROLE " + role + " LOGIN REPLICATION", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + role);
        assertThat(findings(as(role), SourceTerms.DEFAULT))
                .filteredOn(finding -> finding.code() == SourceProblem.Reason.PRIVILEGE_TOO_WIDE)
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.line()).contains("may read more than the listed columns", "chat_chat"));
        sql("ALTER TABLE chat_chat ENABLE ROW LEVEL SECURITY");
        Finding hidden = findings(as(role), SourceTerms.DEFAULT).stream()
                .filter(finding -> finding.code() == SourceProblem.Reason.ROW_SECURITY)
                .findFirst()
                .orElseThrow();
        assertThat(hidden.stops()).isTrue();
        sql(hidden.sql());
        assertThat(findings(as(role), SourceTerms.DEFAULT))
                .noneMatch(finding -> finding.code() == SourceProblem.Reason.ROW_SECURITY);
    }

    @Test
    void shouldSayWhatIsWrongWithTheHeartbeatTableAndWhatItIsToDoWithout() throws SQLException {
        sql("CREATE TABLE pulse_heartbeat (id int PRIMARY KEY)");
        assertThat(problem().reason()).isEqualTo(SourceProblem.Reason.HEARTBEAT);
        assertThat(problem()).hasMessageContaining("has other columns (id int4)");
        assertThat(findings(as(EmbeddedPostgres.USER), new SourceTerms(Heartbeat.MESSAGE, false)))
                .filteredOn(finding -> finding.code() == SourceProblem.Reason.HEARTBEAT_MESSAGE)
                .singleElement()
                .satisfies(finding -> assertThat(finding.line()).contains("pg_logical_emit_message"));
    }

    private List<Finding> inspect() {
        return findings(as(EmbeddedPostgres.USER), SourceTerms.DEFAULT);
    }

    private static List<Finding> findings(SourceAddress address, SourceTerms terms) {
        return new SourceCheck(address, SourceNames.DEFAULT, terms).inspect().findings();
    }

    private List<Code> codes() {
        return inspect().stream().map(Finding::code).toList();
    }
}
