package ocs.pulse.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Postgres server of this process, on loopback, ready for logical replication and as durable as any: what it
 * acknowledged survives a kill. Anyone on this machine may connect as {@link #USER}, without a password.
 *
 * <p>A home directory holds the data in {@code data}, the last server's output in {@code server.log} and, beside them,
 * the unpacked programs. One process may use it at a time.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /** The only role at first, a superuser. */
    public static final String USER = "postgres";

    /** The database that is there from the start. */
    public static final String DATABASE = "postgres";

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("listen_addresses", LoopbackPort.HOST),
            Map.entry("unix_socket_directories", ""),
            Map.entry("wal_level", "logical"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("fsync", "on"),
            Map.entry("max_wal_senders", "16"),
            Map.entry("max_replication_slots", "16"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"));

    private final PostgresCluster cluster;
    private final int port;
    private final ServerProcess server;
    private final DirectoryLock lock;
    private final boolean temporary;

    private EmbeddedPostgres(
            PostgresCluster cluster, int port, ServerProcess server, DirectoryLock lock, boolean temporary) {
        this.cluster = cluster;
        this.port = port;
        this.server = server;
        this.lock = lock;
        this.temporary = temporary;
    }

    /** A server on any free port whose data stays in the home directory, or is there already. */
    public static EmbeddedPostgres start(Path home) {
        return start(home, LoopbackPort.ANY, Map.of());
    }

    /**
     * A server whose data stays in the home directory, or is there already.
     *
     * @param port where it listens; 0 for any free port
     * @param settings of {@code postgresql.conf}, in place of and on top of the usual ones
     * @throws CannotStart if the directory is in use, the port taken or the server does not come up
     */
    public static EmbeddedPostgres start(Path home, int port, Map<String, String> settings) {
        Path absolute = home.toAbsolutePath().normalize();
        return start(absolute, PostgresBinaries.below(absolute), port, settings, false);
    }

    /** A server on any free port, empty at first and deleted with {@link #close}; settings as above. */
    public static EmbeddedPostgres temporary(Map<String, String> settings) {
        Path programs = Path.of(System.getProperty("user.home"), ".cache", "ocs-pulse");
        return temporary(PostgresBinaries.below(programs), settings);
    }

    /**
     * The same with the programs of another Postgres.
     *
     * @param programs the directory that holds its {@code bin}
     */
    public static EmbeddedPostgres temporary(Path programs, Map<String, String> settings) {
        return temporary(PostgresBinaries.of(programs), settings);
    }

    private static EmbeddedPostgres temporary(PostgresBinaries binaries, Map<String, String> settings) {
        try {
            Path home = Files.createTempDirectory("pulse-postgres-");
            return start(home, binaries, LoopbackPort.ANY, settings, true);
        } catch (IOException failure) {
            throw new CannotStart("Could not make a directory for a temporary Postgres: " + failure, failure);
        }
    }

    /** A server on any free port, empty at first and deleted with {@link #close}. */
    public static EmbeddedPostgres temporary() {
        return temporary(Map.of());
    }

    private static EmbeddedPostgres start(
            Path home, PostgresBinaries binaries, int port, Map<String, String> settings, boolean temporary) {
        DirectoryLock lock = DirectoryLock.take(home);
        try {
            PostgresCluster cluster = new PostgresCluster(home, binaries);
            cluster.make(!temporary);
            cluster.stopLeftover();
            Map<String, String> all = new TreeMap<>(SETTINGS);
            all.putAll(settings);
            int listening = LoopbackPort.free(port, "Postgres");
            return new EmbeddedPostgres(cluster, listening, cluster.start(listening, all), lock, temporary);
        } catch (IOException failure) {
            lock.close();
            throw new CannotStart("Postgres did not start in " + home + ": " + failure, failure);
        } catch (RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    public int port() {
        return port;
    }

    /** Where JDBC finds a database of this server. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + LoopbackPort.HOST + ":" + port + "/" + database + "?user=" + USER;
    }

    /** Where psql finds a database of this server. */
    public String uri(String database) {
        return "postgresql://" + USER + "@" + LoopbackPort.HOST + ":" + port + "/" + database;
    }

    /** A new connection; the caller closes it. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database));
    }

    /** A new connection to {@link #DATABASE}; the caller closes it. */
    public Connection connect() throws SQLException {
        return connect(DATABASE);
    }

    /** Makes an empty database; the name is taken as it is, so it must be a plain lower-case word. */
    public void createDatabase(String name) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
    }

    /** The server's own files: {@code pg_hba.conf} and the like. */
    public Path dataDirectory() {
        return cluster.data();
    }

    /** The server's main process. */
    public ProcessHandle process() {
        try {
            return PostmasterFile.of(cluster.data())
                    .flatMap(PostmasterFile::server)
                    .orElseThrow(() -> new IllegalStateException("Postgres is gone: see " + cluster.log()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ends open connections, stops the server and returns when it is gone; a second call does nothing. */
    @Override
    public void close() {
        server.close();
        lock.close();
        if (temporary) {
            try {
                PostgresBinaries.delete(cluster.home());
            } catch (IOException failure) {
                throw new UncheckedIOException("Could not delete " + cluster.home(), failure);
            }
        }
    }
}
