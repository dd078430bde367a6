package ocs.pulse.bench;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.replication.PGReplicationStream;

/**
 * What the source loses: transactions of one message by two writers who wait for nothing, with no slot, with a slot that is
 * read and dropped, and with the program on its slot. All share this machine's cores, so the last one also pays for the program.
 */
final class SourceCost implements Piece {
    private static final String SLOT = "bench_source";
    private static final int WRITERS = 2;
    private static final int ROUNDS = 3;

    @Override
    public void run(Course course) throws Exception {
        double seconds = course.quick() ? 1 : 8;
        course.running().close();
        List<Double> none = new ArrayList<>();
        List<Double> read = new ArrayList<>();
        List<Double> program = new ArrayList<>();
        for (int round = 0; round < (course.quick() ? 1 : ROUNDS); round++) {
            none.add(rate(course, seconds));
            try (SlotReader reader = new SlotReader(course.database())) {
                read.add(rate(course, seconds));
                reader.requireRead();
            }
            course.running().get();
            program.add(rate(course, seconds));
            course.running().close();
        }
        double base = best(none);
        course.report().figure("source: transactions a second, nobody reads", base);
        course.report().figure("source: the same with a slot that is read", best(read));
        course.report().figure("source: lost to the slot, %", 100 * (1 - best(read) / base));
        course.report().figure("source: the same with the program on these cores", best(program));
        course.report().figure("source: lost to the program, %", 100 * (1 - best(program) / base));
    }

    private static double best(List<Double> rates) {
        return rates.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    private static double rate(Course course, double seconds) throws Exception {
        AtomicLong written = new AtomicLong();
        AtomicBoolean done = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (Writer writer : Writer.of(course, WRITERS)) {
            Thread thread = new Thread(() -> {
                try (writer) {
                    while (!done.get()) {
                        writer.write();
                        written.incrementAndGet();
                    }
                } catch (SQLException e) {
                    throw new BenchFailed("A writer failed", e);
                }
            });
            threads.add(thread);
            thread.start();
        }
        long start = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep((long) (1_000 * seconds));
        double rate = written.get() * 1e9 / (System.nanoTime() - start);
        done.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        return rate;
    }

    /** Reads a slot of the program's publication, confirms and drops. */
    private static final class SlotReader implements AutoCloseable {
        private final Database database;
        private final Connection connection;
        private final PGReplicationStream stream;
        private final Thread thread = new Thread(this::read, "slot reader");
        private final AtomicBoolean done = new AtomicBoolean();
        private final AtomicLong messages = new AtomicLong();

        SlotReader(Database database) throws SQLException {
            this.database = database;
            Properties properties = new Properties();
            PGProperty.REPLICATION.set(properties, "database");
            PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "10");
            PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
            try (Connection plain = database.connect()) {
                this.connection =
                        DriverManager.getConnection(plain.getMetaData().getURL(), properties);
            }
            PGConnection replication = connection.unwrap(PGConnection.class);
            replication
                    .getReplicationAPI()
                    .createReplicationSlot()
                    .logical()
                    .withSlotName(SLOT)
                    .withOutputPlugin("pgoutput")
                    .make();
            this.stream = replication
                    .getReplicationAPI()
                    .replicationStream()
                    .logical()
                    .withSlotName(SLOT)
                    .withSlotOption("proto_version", 1)
                    .withSlotOption("publication_names", "pulse")
                    .withStatusInterval(1, TimeUnit.SECONDS)
                    .start();
            thread.start();
        }

        private void read() {
            try {
                while (!done.get()) {
                    ByteBuffer message = stream.readPending();
                    if (message == null) {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                    } else {
                        messages.incrementAndGet();
                        stream.setAppliedLSN(stream.getLastReceiveLSN());
                        stream.setFlushedLSN(stream.getLastReceiveLSN());
                    }
                }
            } catch (SQLException e) {
                throw new BenchFailed("The slot cannot be read", e);
            }
        }

        void requireRead() {
            if (messages.get() == 0) {
                throw new BenchFailed("Nothing came through the slot");
            }
        }

        @Override
        public void close() throws Exception {
            done.set(true);
            thread.join();
            stream.close();
            connection.close();
            try (Connection plain = database.connect();
                    Statement statement = plain.createStatement()) {
                statement.execute("select pg_drop_replication_slot('" + SLOT + "')");
            }
        }
    }
}
