package ocs.pulse.capture;

import java.sql.SQLException;
import java.time.Clock;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import ocs.pulse.source.SourceLayout;
import ocs.pulse.source.TableReader;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts rows that are read again between the streamed changes, so that the newest image of each row comes last.
 *
 * <p>A chunk is read while the stream goes on. Once a change has come that was logged behind the reading, all that the
 * chunk shows has come as well (the stream is in the order of commits), and the chunk is sent in front of that change,
 * without the rows of which the stream told anything since the reading began: of these it told something at least as
 * new, or will. No transaction number is compared, so their wrap-around does no harm; a TRUNCATE voids the chunk.
 *
 * <p>The engine's own incremental snapshot is not used: without a table of its own in the database it compares 32-bit
 * transaction numbers of the stream with 64-bit ones, which after the first wrap-around puts old rows over new ones in
 * silence, and it lets rows that it read before a TRUNCATE come after it.
 *
 * <p>For the engine's thread only.
 */
final class Repairs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Repairs.class);

    private final RepairQueue requests;
    private final Chunks source;
    private final RepairRecords records;
    private @Nullable Running running;

    Repairs(RepairQueue requests, Chunks source, RepairRecords records) {
        this.requests = requests;
        this.source = source;
        this.records = records;
    }

    /**
     * Takes requests in.
     *
     * @param sender takes what a repair tells
     * @param done the offset behind the last request that was done; null: none was yet
     */
    static Repairs open(
            CaptureSettings settings, SourceLayout layout, RepairRecords.Sender sender, @Nullable Long done) {
        return new Repairs(
                RepairRequests.open(settings, done),
                new ChunkSource(settings.address(), layout),
                new RepairRecords(sender, settings.address().database(), Clock.systemUTC()));
    }

    /** The offset behind the last request that was done before this began. */
    long requestsDone() {
        return requests.begin();
    }

    /** One repair and the chunk of it that is being read. */
    private static final class Running {
        final RepairRequest request;
        final SourceTable table;
        final long nextRequest;
        final Set<Long> touched = new HashSet<>();
        boolean truncated;
        Future<TableReader.Chunk> chunk;

        Running(
                RepairQueue.Waiting waiting,
                RepairRequest request,
                SourceTable table,
                Future<TableReader.Chunk> chunk) {
            this.request = request;
            this.table = table;
            this.nextRequest = waiting.next();
            this.chunk = chunk;
        }
    }

    /**
     * Sends what is to stand in front of a streamed row that is about to be sent.
     *
     * @param id the row's; null for a truncate
     */
    Checkpoint before(Captured.StreamedRow row, @Nullable Long id, Checkpoint checkpoint) {
        Running current = running;
        if (current == null) {
            RepairQueue.Waiting waiting = requests.next();
            return waiting == null ? checkpoint : begin(waiting, checkpoint);
        }
        if (row.table().equals(current.request.table())) {
            if (id == null) {
                current.truncated = true;
            } else {
                current.touched.add(id);
            }
        }
        return current.chunk.isDone() ? go(current, row.lsn(), checkpoint) : checkpoint;
    }

    private Checkpoint begin(RepairQueue.Waiting waiting, Checkpoint checkpoint) {
        Optional<RepairRequest> asked = waiting.request();
        Optional<SourceTable> table = asked.flatMap(request -> SourceTable.ofRelation(request.table()));
        if (asked.isEmpty() || table.isEmpty()) {
            asked.ifPresent(request -> records.refused(request.id(), "No table '" + request.table() + "' is captured"));
            return checkpoint.withRequests(waiting.next());
        }
        RepairRequest request = asked.get();
        LOG.info("Repair of {} begins", request.table());
        records.started(request);
        running = new Running(waiting, request, table.get(), source.read(table.get(), request.first(), request, true));
        return checkpoint;
    }

    private Checkpoint go(Running current, long lsn, Checkpoint checkpoint) {
        TableReader.Chunk chunk;
        try {
            chunk = current.chunk.get();
        } catch (ExecutionException failure) {
            return refuse(current, failure.getCause(), checkpoint);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return checkpoint;
        }
        if (lsn < chunk.lsn()) {
            return checkpoint;
        }
        if (!current.truncated) {
            chunk.rows().stream()
                    .filter(row -> !current.touched.contains(row.id()))
                    .forEach(row -> records.row(current.table, row, chunk.lsn()));
        }
        if (!chunk.last()) {
            readOn(current, chunk.rows().get(chunk.rows().size() - 1).id() + 1);
            return checkpoint;
        }
        LOG.info("Repair of {} has read all of its rows", current.request.table());
        records.completed(current.request);
        return ended(current, checkpoint);
    }

    private void readOn(Running current, long from) {
        current.touched.clear();
        current.truncated = false;
        current.chunk = source.read(current.table, from, current.request, false);
    }

    private Checkpoint refuse(Running current, @Nullable Throwable cause, Checkpoint checkpoint) {
        String said = cause instanceof SQLException
                ? Objects.requireNonNullElse(cause.getMessage(), "").strip().replaceAll("\\s*\\R\\s*", "; ")
                : String.valueOf(cause);
        LOG.warn("Repair of {} is given up: {}", current.request.table(), said);
        records.refused(current.request.id(), said);
        return ended(current, checkpoint);
    }

    private Checkpoint ended(Running current, Checkpoint checkpoint) {
        running = null;
        source.release();
        return checkpoint.withRequests(current.nextRequest);
    }

    @Override
    public void close() {
        requests.close();
        source.close();
    }
}
