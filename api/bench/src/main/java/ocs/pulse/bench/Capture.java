package ocs.pulse.bench;

/**
 * How many rows a second get through: written in transactions of 1,000 messages as fast as Postgres takes them, until an
 * answer contains the last, beside Debezium alone until it has handed over the last. And Debezium's snapshot of messages.
 */
final class Capture implements Piece {
    @Override
    public void run(Course course) throws Exception {
        int rows = course.quick() ? 5_000 : 100_000;
        course.running().get();
        Burst burst = Burst.of(course, rows);
        course.report().figure("capture: rows a second that Postgres took", burst.written());
        course.report().figure("capture: rows a second until visible", burst.visible());
        course.running().close();
        debezium(course, rows);
    }

    private static void debezium(Course course, int rows) throws Exception {
        try (DebeziumAlone alone = DebeziumAlone.streaming(course.database())) {
            long start = System.nanoTime();
            Burst.write(course, rows);
            alone.await(rows);
            course.report().figure("capture: rows a second through Debezium alone", rows / seconds(start));
        }
        long messages = course.database().count("select count(*) from chat_chatmessage");
        long start = System.nanoTime();
        try (DebeziumAlone alone = DebeziumAlone.ofMessages(course.database())) {
            alone.await(messages);
            course.report()
                    .figure("capture: rows a second in Debezium's snapshot of messages", messages / seconds(start));
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
