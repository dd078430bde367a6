package ocs.pulse.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Many messages at once, in transactions of 1,000, as fast as Postgres takes them.
 *
 * @param written rows a second until Postgres had the last
 * @param visible rows a second until an answer contained the last
 */
record Burst(double written, double visible) {
    private static final int TRANSACTION = 1_000;

    static Burst of(Course course, int rows) throws SQLException {
        long start = System.nanoTime();
        String position = write(course, rows);
        double written = seconds(start);
        course.http().get(new Span(30).dashboard(Narrowing.NONE) + "&min_lsn=" + position);
        return new Burst(rows / written, rows / seconds(start));
    }

    /** Where the write-ahead log ended afterwards. */
    static String write(Course course, int rows) throws SQLException {
        try (Connection connection = course.database().connect();
                Statement statement = connection.createStatement()) {
            long next = Writer.freeId(course.database());
            for (int at = 0; at < rows; at += TRANSACTION) {
                statement.execute(
                        """
                        insert into chat_chatmessage (id, created_at, updated_at, chat_id, message_type, content, summary, translations, metadata)
                        select %d + n, timestamptz '2025-10-31 12:00Z', now(), 1 + (%d + n) %% %d, 'human', '', null, '{}', '{}'
                          from generate_series(1, %d) n""".formatted(next + at, at, course.scale().sessions(), Math.min(TRANSACTION, rows - at)));
            }
            try (ResultSet row = statement.executeQuery("select pg_current_wal_insert_lsn()")) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
