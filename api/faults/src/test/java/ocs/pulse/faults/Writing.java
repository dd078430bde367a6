package ocs.pulse.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import ocs.pulse.embedded.EmbeddedPostgres;
import ocs.pulse.testing.RandomHistory;
import ocs.pulse.verify.Question;
import ocs.pulse.verify.SourceTruth;
import org.jspecify.annotations.Nullable;

/**
 * Writes a random history, one transaction after the other, and notes after each what SQL then answers. Nobody else writes.
 * While Postgres is away it tries again; what became of a commit that was cut short, SQL says when it is back.
 */
final class Writing implements AutoCloseable {
    private static final long PAUSE_MILLIS = 30;

    private final Supplier<EmbeddedPostgres> postgres;
    private final long team;
    private final List<Question> questions;
    private final History history;
    private final long seed;
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final ScheduledExecutorService schedule =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "writing"));
    private volatile int committed;
    private volatile boolean paused;
    // Of the schedule's one thread.
    private @Nullable Connection connection;
    private @Nullable RandomHistory random;
    private int life;

    Writing(Supplier<EmbeddedPostgres> postgres, long team, List<Question> questions, History history, long seed) {
        this.postgres = postgres;
        this.team = team;
        this.questions = List.copyOf(questions);
        this.history = history;
        this.seed = seed;
    }

    /** Notes the state as it is and begins. */
    void start() throws SQLException {
        try (Connection first = postgres.get().connect()) {
            note(first, 0);
        }
        var unused = schedule.scheduleWithFixedDelay(this::step, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Has these statements, in one transaction, be the next that is written. */
    void next(String statements) {
        asked.add(statements);
    }

    int committed() {
        return committed;
    }

    @Nullable
    Throwable failure() {
        return failure.get();
    }

    /** Once this returns nothing is written, until {@link #goOn}. */
    void pause() throws InterruptedException {
        paused = true;
        CountDownLatch between = new CountDownLatch(1);
        schedule.execute(between::countDown);
        between.await();
    }

    void goOn() {
        paused = false;
    }

    private void step() {
        if (paused) {
            return;
        }
        try {
            if (random == null || connection == null) {
                connect();
            } else {
                write(connection, random);
            }
        } catch (SQLException failed) {
            leave();
            if (!isAway(failed)) {
                end(failed);
            }
        } catch (RuntimeException failed) {
            end(failed);
        }
    }

    private void end(Exception failed) {
        failure.set(failed);
        schedule.shutdown();
    }

    private void connect() throws SQLException {
        Connection opened = postgres.get().connect();
        connection = opened;
        note(opened, history.begin());
        random = new RandomHistory(seed + life++, opened);
    }

    private void leave() {
        random = null;
        try (Connection left = connection) {
            connection = null;
        } catch (SQLException lost) {
            // It was lost before.
        }
    }

    /** Not there, or going away: connection exceptions (class 08), and operators' interventions (57P). */
    private static boolean isAway(SQLException failed) {
        String state = failed.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }

    private void write(Connection open, RandomHistory rows) throws SQLException {
        int number = history.begin();
        String statements = asked.poll();
        committed += statements == null ? rows.run(1) : run(open, statements);
        note(open, number);
    }

    private static int run(Connection connection, String statements) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
        connection.commit();
        return 1;
    }

    private void note(Connection connection, int number) throws SQLException {
        connection.setAutoCommit(false);
        Map<Question, JsonNode> answers = new HashMap<>();
        SourceTruth truth = new SourceTruth(connection);
        for (Question question : questions) {
            answers.put(question, truth.answer(team, question));
        }
        long lsn = position(connection);
        connection.rollback();
        history.add(new History.State(number, lsn, answers));
    }

    /** Behind everything that has been committed. */
    static long position(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn")) {
            row.next();
            return row.getBigDecimal(1).longValueExact();
        }
    }

    @Override
    public void close() throws InterruptedException {
        schedule.shutdownNow();
        if (!schedule.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("The writer does not end");
        }
        leave();
    }
}
