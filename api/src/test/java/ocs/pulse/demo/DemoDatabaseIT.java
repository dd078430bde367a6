package ocs.pulse.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import ocs.pulse.embedded.EmbeddedPostgres;
import ocs.pulse.tables.SourceColumn;
import ocs.pulse.tables.SourceTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class DemoDatabaseIT {

    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");

    private final EmbeddedPostgres postgres = EmbeddedPostgres.temporary();

    @BeforeAll
    void load() throws SQLException {
        try (Connection connection = postgres.connect()) {
            assertThat(DemoDatabase.create(connection, NOW)).isTrue();
        }
    }

    @AfterAll
    void stop() {
        postgres.close();
    }

    @Test
    void shouldHaveEveryColumnThatIsRead() throws SQLException {
        for (SourceTable table : SourceTable.values()) {
            for (SourceColumn column : table.columns()) {
                assertThat(count("information_schema.columns WHERE table_name = '" + table.relation()
                                + "' AND column_name = '" + column.name() + "'"))
                        .as("%s.%s", table.relation(), column.name())
                        .isOne();
            }
        }
    }

    @Test
    void shouldLookLikeSomeMonthsOfTwoTeams() throws SQLException {
        assertThat(count("teams_team")).isEqualTo(2);
        assertThat(count("experiments_experiment WHERE working_version_id IS NULL"))
                .isEqualTo(12);
        assertThat(count("experiments_experiment WHERE working_version_id IS NULL AND is_archived"))
                .isEqualTo(2);
        assertThat(count("experiments_participant WHERE created_at < '" + NOW + "'"))
                .isEqualTo(400);
        assertThat(count("experiments_experimentsession WHERE created_at < '" + NOW + "'"))
                .isBetween(2_900L, 3_000L);
        assertThat(count("chat_chatmessage WHERE created_at < '" + NOW + "'")).isBetween(20_000L, 45_000L);
        assertThat(count("chat_chatmessage WHERE created_at < '" + NOW + "' AND chat_id IN"
                        + " (SELECT chat_id FROM experiments_experimentsession WHERE platform = 'evaluations')"))
                .isPositive();
        assertThat(count("experiments_experimentsession WHERE platform = 'whatsapp' AND ended_at IS NOT NULL"))
                .isPositive();
        assertThat(count("trace_trace WHERE status = 'error'")).isPositive();
        assertThat(count("annotations_tag WHERE id NOT IN (SELECT tag_id FROM annotations_customtaggeditem)"))
                .isLessThan(5);
    }

    @Test
    void shouldDoNothingWhenTheTablesAreThere() throws SQLException {
        try (Connection connection = postgres.connect()) {
            assertThat(DemoDatabase.create(connection, NOW)).isFalse();
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    @Test
    void shouldGoOnWritingUntilClosed() throws SQLException {
        long before = count("chat_chatmessage");
        long turns;
        try (DemoTraffic traffic = DemoTraffic.start(postgres.jdbcUrl(EmbeddedPostgres.DATABASE), 200)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> traffic.turns() > 150 || traffic.failure().isPresent());
            assertThat(traffic.failure()).isEmpty();
            traffic.close();
            turns = traffic.turns();
        }
        assertThat(count("chat_chatmessage") - before).isEqualTo(2 * turns);
        assertThat(count("trace_trace WHERE \"timestamp\" > '" + NOW + "'")).isPositive();
        assertThat(count("experiments_experimentsession WHERE ended_at > '" + NOW + "'"))
                .isPositive();
    }

    @Test
    void shouldSayWhatEndedItWhenTheDatabaseRefuses() throws SQLException {
        postgres.createDatabase("refusing");
        try (Connection connection = postgres.connect("refusing")) {
            DemoDatabase.create(connection, NOW);
            try (DemoTraffic traffic = DemoTraffic.start(postgres.jdbcUrl("refusing"), 50);
                    Statement statement = connection.createStatement()) {
                statement.execute("ALTER TABLE trace_trace RENAME TO hidden");
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> traffic.failure().isPresent());
            }
        }
    }

    private long count(String from) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM " + from)) {
            result.next();
            return result.getLong(1);
        }
    }
}
