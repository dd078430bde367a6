package ocs.pulse.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** A random history that goes on at a pace until it is closed. */
public final class LiveHistory implements AutoCloseable {
    private static final String CHANGES =
            "select sum(n_tup_ins + n_tup_upd + n_tup_del) from pg_stat_user_tables where relname <> 'pulse_heartbeat'";

    private final Connection connection;
    private final RandomHistory history;
    private final long pauseNanos;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "live-history");

    private LiveHistory(Connection connection, RandomHistory history, double transactionsPerSecond) {
        this.connection = connection;
        this.history = history;
        this.pauseNanos = (long) (1e9 / transactionsPerSecond);
    }

    /** Takes the connection over. */
    public static LiveHistory start(Connection connection, long seed, double transactionsPerSecond)
            throws SQLException {
        LiveHistory live = new LiveHistory(connection, new RandomHistory(seed, connection), transactionsPerSecond);
        live.thread.start();
        return live;
    }

    private void run() {
        try (connection) {
            long next = System.nanoTime();
            while (!ended.get()) {
                history.run(1);
                next += pauseNanos;
                LockSupport.parkNanos(next - System.nanoTime());
            }
            done.complete(null);
        } catch (SQLException | RuntimeException failure) {
            done.completeExceptionally(failure);
        }
    }

    /** Rows that were inserted, updated or deleted in the database since it was made. */
    public static long changes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CHANGES)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Ends behind the transaction under way; throws what went wrong meanwhile. */
    @Override
    public void close() {
        ended.set(true);
        done.join();
    }
}
