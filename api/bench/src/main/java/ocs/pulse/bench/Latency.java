package ocs.pulse.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * From a commit to an answer that contains it: a session gets a status that none had, and the table is asked for that status
 * until it is there. Meanwhile a writer commits at a steady rate and does not wait for anybody. Beside it: until Debezium alone
 * has handed over the same change.
 */
final class Latency implements Piece {
    private static final String VISIBLE = "commit to visible";

    @Override
    public void run(Course course) throws Exception {
        course.running().get();
        int[] rates = course.quick() ? new int[] {50} : new int[] {10, 200, 1_000};
        for (int rate : rates) {
            measure(course, rate);
        }
        course.running().close();
        for (int rate : rates) {
            debezium(course, rate);
        }
    }

    private static void measure(Course course, int rate) throws Exception {
        String at = ", " + rate + " changes/s";
        Histogram visible = new Histogram(3);
        Histogram answers = new Histogram(3);
        Histogram positions = new Histogram(3);
        try (Probe probe = new Probe(course);
                Writer writer = Writer.of(course);
                Schedule schedule = new Schedule(rate, writer::write)) {
            rounds(course, () -> {
                probe.mark();
                long committed = System.nanoTime();
                while (!timed(answers, probe::isVisible)) {
                    Thread.onSpinWait();
                }
                visible.recordValue(System.nanoTime() - committed);
                String position = probe.position();
                timed(positions, () -> course.http().get(probe.path() + "&min_lsn=" + position));
            });
            course.report().figure("latency: changes a second written, wanted " + rate, schedule.stop());
        }
        course.report().add(Measured.of("latency", VISIBLE + at, Report.PULSE, visible));
        course.report().add(Measured.of("latency", "an answer meanwhile" + at, Report.PULSE, answers));
        course.report().add(Measured.of("latency", "min_lsn of the newest commit" + at, Report.PULSE, positions));
    }

    /** Until Debezium alone has handed over the same change. */
    private static void debezium(Course course, int rate) throws Exception {
        Histogram handed = new Histogram(3);
        try (DebeziumAlone alone = DebeziumAlone.streaming(course.database());
                Probe probe = new Probe(course);
                Writer writer = Writer.of(course);
                Schedule schedule = new Schedule(rate, writer::write)) {
            rounds(course, () -> {
                alone.listenFor(probe.next());
                probe.mark();
                long committed = System.nanoTime();
                alone.awaitHeard();
                handed.recordValue(System.nanoTime() - committed);
            });
            schedule.stop();
        }
        course.report().add(Measured.of("latency", VISIBLE + ", " + rate + " changes/s", "Debezium", handed));
    }

    private static void rounds(Course course, Clock.Step step) throws Exception {
        long until = System.nanoTime() + Math.min(course.ours().most().toNanos(), TimeUnit.SECONDS.toNanos(20));
        while (System.nanoTime() < until) {
            step.run();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static <A> A timed(Histogram histogram, Supplier<A> asked) {
        long start = System.nanoTime();
        A answer = asked.get();
        histogram.recordValue(System.nanoTime() - start);
        return answer;
    }

    /** Gives one session a status that none has had, and asks the table for the sessions of that status. */
    private static final class Probe implements AutoCloseable {
        private final Course course;
        private final Connection connection;
        private String status = "";
        private String next = named();

        Probe(Course course) throws SQLException {
            this.course = course;
            this.connection = course.database().connect();
        }

        private static String named() {
            return "probe-" + System.nanoTime();
        }

        /** What the next mark will be. */
        String next() {
            return next;
        }

        void mark() throws SQLException {
            status = next;
            next = named();
            try (PreparedStatement update =
                    connection.prepareStatement("update experiments_experimentsession set status = ? where id = 1")) {
                update.setString(1, status);
                update.executeUpdate();
            }
        }

        String path() {
            return "/api/teams/large/sessions?page_size=1&filter_0_column=state&filter_0_operator=any%20of"
                    + "&filter_0_value=%5B%22" + status + "%22%5D";
        }

        boolean isVisible() {
            return course.http().json(path()).get("total_count").asInt() == 1;
        }

        String position() throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select pg_current_wal_insert_lsn()")) {
                row.next();
                return row.getString(1);
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
