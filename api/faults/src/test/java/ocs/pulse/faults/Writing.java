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
    private final Thread thread = new Thread(this::run, "writing");
    private volatile boolean ended;
    private volatile int committed;

    Writing(Supplier<EmbeddedPostgres> postgres, long team, List<Question> questions, History history, long seed) {
        this.postgres = postgres;
        this.team = team;
        this.questions = List.copyOf(questions);
        this.history = history;
        this.seed = seed;
    }

    /** Notes the state as it is and begins. */
    void start() throws SQLException {
        try (Connection connection = postgres.get().connect()) {
            note(connection, 0);
        }
        thread.start();
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

    private void run() {
        int life = 0;
        while (!ended) {
            try (Connection connection = postgres.get().connect()) {
                note(connection, history.begin());
                write(connection, new RandomHistory(seed + life, connection));
            } catch (SQLException away) {
                life++;
                pause();
            } catch (RuntimeException failed) {
                failure.set(failed);
                return;
            }
        }
    }

    private void write(Connection connection, RandomHistory random) throws SQLException {
        while (!ended) {
            int number = history.begin();
            String statements = asked.poll();
            committed += statements == null ? random.run(1) : run(connection, statements);
            note(connection, number);
            pause();
        }
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

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        thread.join();
    }
}
