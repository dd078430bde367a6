package ocs.pulse.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares answers with SQL while both go on changing.
 *
 * <p>One round asks ocs-pulse, then Postgres in a snapshot of its own, then ocs-pulse again, each answer containing all that
 * was committed before it was asked for. A figure that is the same in both answers stood still, so SQL must say the same;
 * a figure that moved is asked again in the next round. A difference counts only when a second round finds the very same.
 */
public final class Verifier {
    private static final int ROUNDS = 6;

    private final Connection connection;
    private final SourceTruth truth;
    private final Answers answers;

    /** The connection must be in auto-commit mode; nobody else may use it meanwhile. */
    public Verifier(Connection connection, Answers answers) throws SQLException {
        this.connection = connection;
        this.truth = new SourceTruth(connection);
        this.answers = answers;
    }

    /** Compares one question's whole answer. */
    public Verdict verify(long teamId, String slug, Question question) throws SQLException {
        Map<String, Verdict.Difference> suspected = new TreeMap<>();
        Map<String, Verdict.Difference> confirmed = new TreeMap<>();
        Set<String> agreed = new HashSet<>();
        Set<String> open = new TreeSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            Round result = round(teamId, slug, question);
            Map<String, Verdict.Difference> suspectedNow = new TreeMap<>();
            open.clear();
            for (String figure : result.figures()) {
                if (!result.stoodStill(figure)) {
                    open.add(figure);
                } else if (result.agrees(figure)) {
                    agreed.add(figure);
                } else {
                    Verdict.Difference difference = result.difference(figure);
                    suspectedNow.put(figure, difference);
                    if (difference.equals(suspected.get(figure))) {
                        confirmed.put(figure, difference);
                    }
                }
            }
            suspected = suspectedNow;
            open.removeAll(agreed);
            boolean settled = open.isEmpty() && confirmed.keySet().containsAll(suspected.keySet());
            if (settled) {
                break;
            }
        }
        open.addAll(suspected.keySet());
        open.removeAll(confirmed.keySet());
        agreed.removeAll(confirmed.keySet());
        return new Verdict(slug, question, agreed.size(), new ArrayList<>(confirmed.values()), List.copyOf(open));
    }

    private Round round(long teamId, String slug, Question question) throws SQLException {
        Map<String, JsonNode> before = Leaves.of(answers.ask(slug, question, currentLsn()));
        Map<String, JsonNode> source = Leaves.of(inSnapshot(teamId, question));
        Map<String, JsonNode> after = Leaves.of(answers.ask(slug, question, currentLsn()));
        return new Round(before, source, after);
    }

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

    private long currentLsn() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn")) {
            row.next();
            return row.getBigDecimal(1).longValueExact();
        }
    }

    /** The figures of one bracketed comparison; a figure that only the answers have is none of SQL's business. */
    private record Round(Map<String, JsonNode> before, Map<String, JsonNode> source, Map<String, JsonNode> after) {

        Set<String> figures() {
            Set<String> rows = new HashSet<>();
            source.keySet().forEach(figure -> rows.add(shape(figure)));
            Set<String> all = new TreeSet<>(source.keySet());
            for (Map<String, JsonNode> answer : List.of(before, after)) {
                answer.keySet().stream()
                        .filter(figure -> rows.isEmpty() || rows.contains(shape(figure)))
                        .forEach(all::add);
            }
            return all;
        }

        /** The figure's kind: its name without the keys of rows. */
        private static String shape(String figure) {
            return figure.replaceAll("\\[[^]]*]", "[]").replaceAll("^(\\$\\.tag_categories).*", "$1");
        }

        boolean stoodStill(String figure) {
            return Objects.equals(before.get(figure), after.get(figure));
        }

        boolean agrees(String figure) {
            JsonNode expected = source.get(figure);
            JsonNode actual = before.get(figure);
            return expected != null
                    && actual != null
                    && Differences.firstAt(figure, expected, actual).isEmpty();
        }

        Verdict.Difference difference(String figure) {
            return new Verdict.Difference(figure, text(source.get(figure)), text(before.get(figure)));
        }

        private static String text(@Nullable JsonNode node) {
            return node == null ? "absent" : node.toString();
        }
    }
}
