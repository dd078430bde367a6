package ocs.pulse.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * From a commit to an answer that contains it: a message is committed, then the dashboard's overview is asked with that
 * position as {@code min_lsn}. Meanwhile a writer commits at a steady rate and does not wait for anybody.
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
        try (Writer probe = new Writer(course.database(), course.scale().sessions(), ids);
                Connection connection = course.database().connect();
                Statement statement = connection.createStatement()) {
            String path = new Span(30).dashboard(Narrowing.NONE).replace("dashboard?", "dashboard/message-volume?");
            long until = System.nanoTime() + Math.min(course.ours().most().toNanos(), TimeUnit.SECONDS.toNanos(20));
            while (System.nanoTime() < until) {
                probe.write();
                long committed = System.nanoTime();
                String position;
                try (ResultSet row = statement.executeQuery("select pg_current_wal_insert_lsn()")) {
                    row.next();
                    position = row.getString(1);
                }
                course.http().get(path + "&min_lsn=" + position);
                visible.recordValue(System.nanoTime() - committed);
                long start = System.nanoTime();
                course.http().get(path);
                answers.recordValue(System.nanoTime() - start);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        } finally {
            done.set(true);
            writer.join();
        }
        course.report().add(Measured.of("latency", "commit to visible, " + rate + " changes/s", Report.PULSE, visible));
        course.report()
                .add(Measured.of("latency", "an answer meanwhile, " + rate + " changes/s", Report.PULSE, answers));
        course.report().figure("latency: changes a second written, wanted " + rate, load.rateReached());
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
