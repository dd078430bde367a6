package ocs.pulse.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import ocs.pulse.embedded.EmbeddedPostgres;
import ocs.pulse.tables.SourceTable;

/** What a data engineer does on a server of any version: run the printed SQL, check, capture, take it all away. */
record SetupScenario(EmbeddedPostgres postgres, SourceTerms terms) {
    private static final String DATABASE = "ocs";
    private static final String ROLE = "pulse_reader";

    void run() throws SQLException {
        postgres.createDatabase(DATABASE);
        try (Connection connection = postgres.connect(DATABASE)) {
            TestSchema.create(connection);
        }
        SourceCheck admin = check(EmbeddedPostgres.USER);
        String script = admin.setup(ROLE).script();
        sql(script, script);
        assertNothingStops();
        assertThat(check(ROLE).prepare()).isEqualTo(SourceLayout.complete());
        assertRoleCannotReadHiddenColumns();
        assertStreamHidesThem(admin.setup(ROLE).server().hasColumnLists());
        tearDown();
    }

    private SourceCheck check(String user) {
        return new SourceCheck(
                SourceAddress.of("127.0.0.1", postgres.port(), DATABASE, user, ""), SourceNames.DEFAULT, terms);
    }

    private void assertNothingStops() {
        List<Finding> findings = check(ROLE).inspect().findings();
        assertThat(findings)
                .noneMatch(Finding::stops)
                .noneMatch(finding -> finding.code() == SourceProblem.Reason.PRIVILEGE_TOO_WIDE);
        assertThat(findings)
                .anyMatch(finding -> finding.code() == SourceProblem.Reason.WAL_UNLIMITED)
                .noneMatch(finding -> finding.code() == SourceProblem.Reason.PUBLICATION_MISSING);
    }

    private void assertRoleCannotReadHiddenColumns() throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + DATABASE + "?user=" + ROLE;
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (SourceTable table : SourceTable.values()) {
                statement.execute("SELECT id FROM " + table.qualifiedName());
                assertThatThrownBy(() -> statement.execute("SELECT hidden FROM " + table.qualifiedName()))
                        .hasMessageContaining("permission denied");
                assertThatThrownBy(() -> statement.execute("UPDATE " + table.qualifiedName() + " SET id = 1"))
                        .hasMessageContaining("permission denied");
            }
        }
    }

    private void assertStreamHidesThem(boolean hides) throws SQLException {
        sql(
                "SELECT pg_create_logical_replication_slot('pulse', 'pgoutput')",
                "INSERT INTO chat_chatmessage (id, message_type, hidden) VALUES (1, 'visibletype', 'hiddentext')");
        try (Connection connection = postgres.connect(DATABASE);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT data FROM pg_logical_slot_peek_binary_changes('pulse', NULL, NULL,"
                                + " 'proto_version', '1', 'publication_names', 'pulse')")) {
            StringBuilder stream = new StringBuilder();
            while (rows.next()) {
                stream.append(new String(rows.getBytes(1), StandardCharsets.ISO_8859_1));
            }
            assertThat(stream.toString()).contains("visibletype");
            assertThat(stream.toString().contains("hiddentext")).isEqualTo(!hides);
        }
    }

    private void tearDown() throws SQLException {
        Teardown teardown = new Teardown(check(EmbeddedPostgres.USER).address(), SourceNames.DEFAULT);
        List<String> statements = teardown.statements();
        assertThat(statements).hasSize(terms.hasTable() ? 3 : 2);
        statements.forEach(teardown::run);
        assertThat(teardown.statements()).isEmpty();
        sql("DROP OWNED BY " + ROLE, "DROP ROLE " + ROLE);
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = postgres.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
