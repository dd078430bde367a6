package ocs.pulse.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;

/**
 * How many rows a second get through: written in transactions of 1,000 messages as fast as Postgres takes them, until an
 * answer contains the last, beside Debezium alone until it has handed over the last. And Debezium's snapshot of messages.
 */
final class Capture implements Piece {
    private static final int TRANSACTION = 1_000;

    @Override
    public void run(Course course) throws Exception {
        int rows = course.quick() ? 5_000 : 100_000;
        course.running().get();
        long start = System.nanoTime();
        String position = write(course, rows);
        double written = seconds(start);
        course.http().get(new Span(30).dashboard(Narrowing.NONE) + "&min_lsn=" + position);
        double visible = seconds(start);
        course.report().figure("capture: rows a second that Postgres took", rows / written);
        course.report().figure("capture: rows a second until visible", rows / visible);
        course.running().close();
        debezium(course, rows);
    }

    private static void debezium(Course course, int rows) throws Exception {
        try (DebeziumAlone alone = new DebeziumAlone(course.database(), "no_data")) {
            alone.awaitStreaming();
            long start = System.nanoTime();
            write(course, rows);
            alone.await(rows);
            course.report().figure("capture: rows a second through Debezium alone", rows / seconds(start));
        }
        long messages = course.database().count("select count(*) from chat_chatmessage");
        long start = System.nanoTime();
        try (DebeziumAlone alone = new DebeziumAlone(course.database(), "initial")) {
            alone.await(messages);
            course.report()
                    .figure("capture: rows a second in Debezium's snapshot of messages", messages / seconds(start));
        }
    }

    private static String write(Course course, int rows) throws Exception {
        try (Connection connection = course.database().connect();
                Statement statement = connection.createStatement()) {
            long next = Math.max(1L << 40, 1 + course.database().count("select max(id) from chat_chatmessage"));
            for (int at = 0; at < rows; at += TRANSACTION) {
                statement.execute("""
                        insert into chat_chatmessage (id, created_at, updated_at, chat_id, message_type, content, summary, translations, metadata)
                        select %d + n, timestamptz '2025-10-31 12:00Z', now(), 1 + (%d + n) %% %d, 'human', '', null, '{}', '{}'
                          from generate_series(1, %d) n""".formatted(next + at, at, course.scale().sessions(), TRANSACTION));
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
