package ocs.pulse.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Live traffic in a {@link DemoDatabase}, on one thread, until it is closed or the database refuses it. */
public final class DemoTraffic implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemoTraffic.class);
    private static final long CLOSE_SECONDS = 10;

    private final Connection connection;
    private final LiveConversations conversations;
    private final ScheduledExecutorService thread;
    private final AtomicLong turns = new AtomicLong();
    private volatile @Nullable SQLException failure;

    private DemoTraffic(Connection connection, LiveConversations conversations, ScheduledExecutorService thread) {
        this.connection = connection;
        this.conversations = conversations;
        this.thread = thread;
    }

    /**
     * Starts to write.
     *
     * @param turnsPerSecond how often somebody asks and is answered, in one transaction; above 0, of 5 rows or so
     */
    public static DemoTraffic start(String jdbcUrl, double turnsPerSecond) throws SQLException {
        if (!(turnsPerSecond > 0)) {
            throw new IllegalArgumentException("The rate must be above 0, not " + turnsPerSecond);
        }
        Connection connection = DriverManager.getConnection(jdbcUrl);
        try {
            LiveConversations conversations = new LiveConversations(connection, new SplittableRandom());
            DemoTraffic traffic =
                    new DemoTraffic(connection, conversations, Executors.newSingleThreadScheduledExecutor(work -> {
                        Thread thread = new Thread(work, "demo-traffic");
                        thread.setDaemon(true);
                        return thread;
                    }));
            traffic.schedule(turnsPerSecond);
            return traffic;
        } catch (SQLException unusable) {
            connection.close();
            throw unusable;
        }
    }

    /** Turns committed so far. */
    public long turns() {
        return turns.get();
    }

    /** What ended the traffic, if something did. */
    public Optional<SQLException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Lets the turn that is being written come to its end. */
    @Override
    public void close() throws SQLException {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Demo traffic: a turn did not end within {} s", CLOSE_SECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }

    private void schedule(double turnsPerSecond) {
        long period = Math.max(1, Math.round(TimeUnit.SECONDS.toNanos(1) / turnsPerSecond));
        var unused = thread.scheduleAtFixedRate(this::turn, 0, period, TimeUnit.NANOSECONDS);
    }

    private void turn() {
        try {
            conversations.turn();
            turns.incrementAndGet();
        } catch (SQLException refused) {
            LOG.error("Demo traffic has ended after {} turns: {}", turns, refused.getMessage(), refused);
            failure = refused;
            thread.shutdown();
        }
    }
}
