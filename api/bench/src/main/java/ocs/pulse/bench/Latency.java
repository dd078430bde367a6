package ocs.pulse.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * From a commit to an answer that contains it: a session gets a status that none had, and the table is asked for that status
 * until it is there. Meanwhile a writer commits at a steady rate and does not wait for anybody.
 */
final class Latency implements Piece {

    @Override
    public void run(Course course) throws Exception {
        for (int rate : course.quick() ? new int[] {50} : new int[] {10, 200, 1_000}) {
            measure(course, rate);
        }
    }

    private static void measure(Course course, int rate) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong ids = Writer.freeIds(course.database());
        Load load = new Load(course, rate, ids, done);
        Thread writer = new Thread(load, "writer");
        writer.start();
        Histogram visible = new Histogram(3);
        Histogram answers = new Histogram(3);
        Histogram positions = new Histogram(3);
        try (Probe probe = new Probe(course)) {
            long until = System.nanoTime() + Math.min(course.ours().most().toNanos(), TimeUnit.SECONDS.toNanos(20));
            while (System.nanoTime() < until) {
                probe.mark();
                long committed = System.nanoTime();
                while (!timed(answers, probe::isVisible)) {
                    Thread.onSpinWait();
                }
                visible.recordValue(System.nanoTime() - committed);
                String position = probe.position();
                timed(positions, () -> course.http().get(probe.path() + "&min_lsn=" + position));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        } finally {
            done.set(true);
            writer.join();
        }
        String at = ", " + rate + " changes/s";
        course.report().add(Measured.of("latency", "commit to visible" + at, Report.PULSE, visible));
        course.report().add(Measured.of("latency", "an answer meanwhile" + at, Report.PULSE, answers));
        course.report().add(Measured.of("latency", "min_lsn of the newest commit" + at, Report.PULSE, positions));
        course.report().figure("latency: changes a second written, wanted " + rate, load.rateReached());
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

        Probe(Course course) throws SQLException {
            this.course = course;
            this.connection = course.database().connect();
        }

        void mark() throws SQLException {
            status = "probe-" + System.nanoTime();
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

    /** Commits at the times of a schedule, late or not. */
    private static final class Load implements Runnable {
        private final Course course;
        private final long everyNanos;
        private final AtomicLong ids;
        private final AtomicBoolean done;
        private volatile double reached;

        Load(Course course, int rate, AtomicLong ids, AtomicBoolean done) {
            this.course = course;
            this.everyNanos = TimeUnit.SECONDS.toNanos(1) / rate;
            this.ids = ids;
            this.done = done;
        }

        @Override
        public void run() {
            try (Writer writer = new Writer(course.database(), course.scale().sessions(), ids)) {
                long start = System.nanoTime();
                long written = 0;
                while (!done.get()) {
                    long due = start + written * everyNanos;
                    LockSupport.parkNanos(due - System.nanoTime());
                    writer.write();
                    written++;
                }
                reached = written * 1e9 / (System.nanoTime() - start);
            } catch (SQLException e) {
                throw new BenchFailed("The writer failed", e);
            }
        }

        double rateReached() {
            return reached;
        }
    }
}
