package ocs.pulse.capture;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import ocs.pulse.source.SourceAddress;
import ocs.pulse.source.SourceLayout;
import ocs.pulse.source.TableReader;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads chunks in a thread of its own, so that the stream of changes never waits for them. What may pass (a lock, a
 * restart of the server) is tried again for some minutes.
 */
final class ChunkSource implements Chunks {
    private static final Logger LOG = LoggerFactory.getLogger(ChunkSource.class);
    /** One chunk in a Kafka transaction: a few megabytes at the most. */
    private static final int ROWS = 4_000;

    private static final int ATTEMPTS = 20;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final SourceAddress address;
    private final SourceLayout layout;
    /** When the request began; rows above it come with the stream. Of the reading thread alone. */
    private long highest;

    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<@Nullable TableReader> open = new AtomicReference<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread reader = new Thread(task, "pulse-repair");
        reader.setDaemon(true);
        return reader;
    });

    ChunkSource(SourceAddress address, SourceLayout layout) {
        this.address = address;
        this.layout = layout;
    }

    @Override
    public Future<TableReader.Chunk> read(SourceTable table, long from, RepairRequest request, boolean first) {
        return thread.submit(() -> patiently(table, from, request, first));
    }

    private TableReader.Chunk patiently(SourceTable table, long from, RepairRequest request, boolean first)
            throws SQLException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                TableReader reader = reader();
                if (first) {
                    begin(reader, table, request);
                }
                return reader.read(table, from, Math.min(request.last(), highest), request.condition(), ROWS);
            } catch (SQLException failure) {
                release();
                if (attempt == ATTEMPTS || !mayPass(failure)) {
                    throw failure;
                }
                LOG.warn("Rows of {} are read again later: {}", table, failure.getMessage());
                long pause = Math.min(LONGEST_PAUSE.toMillis(), 250L << Math.min(attempt, 10));
                if (closing.await(pause, TimeUnit.MILLISECONDS)) {
                    throw failure;
                }
            }
        }
    }

    private void begin(TableReader reader, SourceTable table, RepairRequest request) throws SQLException {
        if (request.condition() != null) {
            reader.check(table, request.condition());
        }
        highest = reader.highest(table);
    }

    private TableReader reader() throws SQLException {
        TableReader there = open.get();
        if (there == null) {
            there = TableReader.open(address, layout);
            open.set(there);
        }
        return there;
    }

    /** Connections, resources, locks, shutdowns, cancelled and conflicting statements. */
    private static boolean mayPass(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("55")
                || state.startsWith("57")
                || state.startsWith("40");
    }

    /** Between repairs no connection is held. */
    @Override
    public void release() {
        TableReader reader = open.getAndSet(null);
        if (reader != null) {
            try {
                reader.close();
            } catch (SQLException failure) {
                LOG.debug("A connection did not close cleanly", failure);
            }
        }
    }

    @Override
    public void close() {
        closing.countDown();
        thread.shutdownNow();
        release();
    }
}
