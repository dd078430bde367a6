package ocs.pulse.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/**
 * Compares answers with SQL while both go on changing.
 *
 * <p>ocs-pulse and Postgres, each time in a snapshot of its own, are asked in turn; every answer contains all that was
 * committed before it was asked for, so SQL stands between two watermarks. A figure on which SQL and an answer agree is
 * right. One that moves between two answers is asked again. One that stands still and is not as SQL says is a difference
 * only if it and SQL stay just so for {@value #CONFIRMATIONS} rounds on end, at times that nothing can keep step with: a row
 * that is changed to and fro would have to be caught on the same foot each time.
 */
public final class Verifier {
    static final int CONFIRMATIONS = 8;
    /** For figures that never stand still. */
    private static final int ROUNDS = 4;

    private static final int MOST_ROUNDS = 40;
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(60);

    private final Connection connection;
    private final SourceTruth truth;
    private final Answers answers;
    private final Random random = new Random();

    /** The connection must be in auto-commit mode; nobody else may use it meanwhile. */
    public Verifier(Connection connection, Answers answers) throws SQLException {
        this.connection = connection;
        this.truth = new SourceTruth(connection);
        this.answers = answers;
    }

    SourceTruth truth() {
        return truth;
    }

    /** Compares one question's whole answer. */
    public Verdict verify(long teamId, String slug, Question question) throws SQLException {
        return verify(teamId, slug, question, position());
    }

    /**
     * The same, where quiet figures cost no wait.
     *
     * @param lsn a position of the write-ahead log that the source has reached
     */
    Verdict verify(long teamId, String slug, Question question, long lsn) throws SQLException {
        Map<String, JsonNode> before = Leaves.of(answers.ask(slug, question, lsn));
        Map<String, JsonNode> source = Leaves.of(inSnapshot(teamId, question));
        Figures figures = new Figures();
        figures.take(new Comparison(before, source, before), false);
        for (int round = 1; !figures.settled(round); round++) {
            pause(round);
            Map<String, JsonNode> first = round == 1 ? Leaves.of(answers.ask(slug, question, position())) : before;
            source = Leaves.of(inSnapshot(teamId, question));
            before = Leaves.of(answers.ask(slug, question, position()));
            figures.take(new Comparison(first, source, before), true);
        }
        return figures.verdict(slug, question);
    }

    /** The figures on which SQL and an answer do not agree now; for looking closer at what has been found. */
    Set<String> differing(long teamId, String slug, Question question, long lsn) throws SQLException {
        Map<String, JsonNode> answer = Leaves.of(answers.ask(slug, question, lsn));
        Comparison comparison = new Comparison(answer, Leaves.of(inSnapshot(teamId, question)), answer);
        Set<String> differing = comparison.figures();
        differing.removeIf(comparison::agrees);
        return differing;
    }

    private void pause(int round) {
        if (round > 1) {
            LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE.toNanos()));
        }
    }

    /** Runs one question in a snapshot of its own, so that none is held for long. */
    private JsonNode inSnapshot(long teamId, Question question) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set transaction isolation level repeatable read, read only");
            return truth.answer(teamId, question);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Where the source's write-ahead log ends: all that is committed now lies before. */
    long position() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn")) {
            row.next();
            return row.getBigDecimal(1).longValueExact();
        }
    }

    /** What is known of each figure so far. */
    private static final class Figures {
        private final Set<String> agreed = new HashSet<>();
        private final Set<String> open = new TreeSet<>();
        private final Map<String, Verdict.Difference> suspected = new HashMap<>();
        private final Map<String, Integer> times = new HashMap<>();
        private final Map<String, Verdict.Difference> confirmed = new TreeMap<>();

        /** @param bracketed SQL stands between two answers; else nothing but agreement counts */
        void take(Comparison comparison, boolean bracketed) {
            open.clear();
            for (String figure : comparison.figures()) {
                if (comparison.agrees(figure)) {
                    agreed.add(figure);
                    forget(figure);
                } else if (bracketed && comparison.stoodStill(figure)) {
                    suspect(figure, comparison.difference(figure));
                } else {
                    forget(figure);
                    open.add(figure);
                }
            }
            open.removeAll(agreed);
            suspected.keySet().retainAll(comparison.figures());
        }

        private void forget(String figure) {
            suspected.remove(figure);
            times.remove(figure);
            confirmed.remove(figure);
        }

        private void suspect(String figure, Verdict.Difference difference) {
            Verdict.Difference last = suspected.put(figure, difference);
            int count = difference.equals(last) ? times.merge(figure, 1, Integer::sum) : 1;
            times.put(figure, count);
            if (count >= CONFIRMATIONS) {
                confirmed.put(figure, difference);
            } else {
                confirmed.remove(figure);
            }
        }

        boolean settled(int round) {
            boolean decided = confirmed.keySet().containsAll(suspected.keySet());
            return round > MOST_ROUNDS || (decided && (open.isEmpty() || round > ROUNDS));
        }

        Verdict verdict(String slug, Question question) {
            open.addAll(suspected.keySet());
            open.removeAll(confirmed.keySet());
            open.removeAll(agreed);
            agreed.removeAll(confirmed.keySet());
            return new Verdict(slug, question, agreed.size(), new ArrayList<>(confirmed.values()), List.copyOf(open));
        }
    }
}
