package ocs.pulse.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import org.HdrHistogram.Histogram;

/** A rival's statements for the whole dashboard; the sums of their answers have to be those of ours. */
final class RivalDashboards {
    private final String who;
    private final Connection connection;
    private final Statements statements;

    /** @param connection whose statements may be given up */
    RivalDashboards(String who, Connection connection, Statements statements) {
        this.who = who;
        this.connection = connection;
        this.statements = statements;
    }

    /** A statement with the words of a question put in. */
    @FunctionalInterface
    interface Words {
        UnaryOperator<String> of(Span span, Narrowing narrowing);
    }

    void each(Course course, Words words) throws Exception {
        for (Span span : Span.ALL) {
            for (Narrowing narrowing : Narrowing.ALL) {
                measure(course, span, narrowing, words.of(span, narrowing));
            }
        }
    }

    private void measure(Course course, Span span, Narrowing narrowing, UnaryOperator<String> words) throws Exception {
        String what = span.days() + " d, " + narrowing.name();
        JsonNode ours = course.http().json(span.dashboard(narrowing));
        long begin = System.nanoTime();
        try {
            all(what, ours, words, course.rivalSeconds());
            double first = (System.nanoTime() - begin) / 1e6;
            Histogram times = first > 20_000
                    ? single(first)
                    : course.rivals().time(() -> all(what, ours, words, course.rivalSeconds()));
            course.report().add(Measured.of("dashboard", what, who, times));
        } catch (SQLException givenUp) {
            if (!"57014".equals(givenUp.getSQLState())) {
                throw givenUp;
            }
            course.report().add(Measured.givenUp("dashboard", what, who, (System.nanoTime() - begin) / 1e6));
        }
    }

    private static Histogram single(double milliseconds) {
        Histogram times = new Histogram(3);
        times.recordValue((long) (milliseconds * 1e6));
        return times;
    }

    private void all(String what, JsonNode ours, UnaryOperator<String> words, int seconds) throws SQLException {
        for (Statements.One one : statements.all()) {
            long sum = sum(words.apply(one.sql()), seconds);
            int colon = one.head().indexOf(':');
            String pointer = one.head().substring(colon + 1).strip();
            if (pointer.startsWith("/") && sum != Sums.of(ours, pointer)) {
                throw new BenchFailed(what + ", " + pointer + ": " + who + " answers " + sum + ", ocs-pulse "
                        + Sums.of(ours, pointer));
            }
        }
    }

    /** Reads every row; the sum of the last column. */
    private long sum(String sql, int seconds) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (seconds > 0) {
                statement.setQueryTimeout(seconds);
            }
            try (ResultSet rows = statement.executeQuery(sql)) {
                int last = rows.getMetaData().getColumnCount();
                long sum = 0;
                while (rows.next()) {
                    sum += rows.getLong(last);
                }
                return sum;
            }
        }
    }
}
