package ocs.pulse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {

    @TempDir
    private Path home;

    @Test
    void shouldBeReadyForLogicalReplicationWhenTemporary() throws SQLException {
        Path data;
        ProcessHandle server;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.temporary()) {
            data = postgres.dataDirectory();
            server = postgres.process();
            assertThat(ask(postgres, "SHOW wal_level")).isEqualTo("logical");
            assertThat(ask(postgres, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(postgres, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(postgres, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(ask(postgres, "SHOW server_version")).startsWith("17.");
            assertThat(ask(postgres, "SELECT upper('über') || ('Z' < 'a')")).isEqualTo("ÜBERtrue");
        }
        assertThat(data).doesNotExist();
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void shouldTakeSettingsWhenGiven() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.temporary(Map.of("wal_level", "replica"))) {
            assertThat(ask(postgres, "SHOW wal_level")).isEqualTo("replica");
        }
    }

    @Test
    void shouldKeepItsDataWhenStartedAgain() throws SQLException {
        int port;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            port = postgres.port();
            postgres.createDatabase("kept");
            ask(postgres, "kept", "CREATE TABLE t AS SELECT 42 AS n", false);
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, port, Map.of())) {
            assertThat(postgres.port()).isEqualTo(port);
            assertThat(ask(postgres, "kept", "SELECT n FROM t", true)).isEqualTo("42");
        }
    }

    @Test
    void shouldEndWhenItsJvmIsKilled() throws IOException, SQLException {
        try (ChildJvm child = ChildJvm.start(PostgresHolder.class, home.toString())) {
            ProcessHandle server =
                    ProcessHandle.of(Long.parseLong(child.said())).orElseThrow();
            assertThat(server.isAlive()).isTrue();
            assertThatThrownBy(() -> EmbeddedPostgres.start(home))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("in use");
            child.kill();
            await().atMost(Duration.ofSeconds(20)).until(() -> processesOf(home) == 0);
            assertThat(server.isAlive()).isFalse();
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void shouldStopTheOldServerWhenOneWasLeft() throws IOException, SQLException {
        Path programs = home.resolve("postgres-17.11/bin");
        EmbeddedPostgres.start(home).close();
        PostgresCluster cluster = new PostgresCluster(home, PostgresBinaries.below(home));
        // Without its lock, and so as a killed pulse leaves it for a moment.
        try (ServerProcess left = cluster.start(LoopbackPort.free(LoopbackPort.ANY, "a test"), Map.of())) {
            ProcessHandle server =
                    PostmasterFile.of(cluster.data()).orElseThrow().server().orElseThrow();
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
                assertThat(server.isAlive()).isFalse();
                assertThat(postgres.process().pid()).isNotEqualTo(server.pid());
                assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
            }
            assertThat(left.endsWithin(10_000)).isTrue();
        }
        assertThat(programs).exists();
    }

    @Test
    void shouldStartWhenTheMarkOfAnotherProcessIsLeft() throws IOException, SQLException {
        EmbeddedPostgres.start(home).close();
        Files.writeString(
                home.resolve("data/postmaster.pid"), ProcessHandle.current().pid() + "\n/elsewhere\n");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void shouldSayWhatIsWrongWhenItCannotStart() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(home, taken.getLocalPort(), Map.of()))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Port " + taken.getLocalPort());
        }
        assertThatThrownBy(() -> EmbeddedPostgres.start(home, 0, Map.of("no_such_setting", "1")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("no_such_setting");
        EmbeddedPostgres.start(home).close();
    }

    private static long processesOf(Path home) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("-D " + home))
                .count();
    }

    private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        return ask(postgres, EmbeddedPostgres.DATABASE, sql, true);
    }

    private static String ask(EmbeddedPostgres postgres, String database, String sql, boolean answers)
            throws SQLException {
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement()) {
            if (!answers) {
                statement.execute(sql);
                return "";
            }
            try (ResultSet result = statement.executeQuery(sql)) {
                result.next();
                return result.getString(1);
            }
        }
    }
}
