package ocs.pulse.capture;

import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Takes the engine's records in order, drops those the topic has already ({@link Trim}), and commits the others with
 * the new {@link Checkpoint} in one Kafka transaction; only then is a record acknowledged, and only if its group is
 * complete ({@link Hold}).
 *
 * <p>One life of the engine, one of these.
 */
final class ChangeBatches implements DebeziumEngine.ChangeConsumer<RecordChangeEvent<SourceRecord>> {
    private static final String INITIAL_SNAPSHOT = "Initial Snapshot";

    private final ChangeProducer producer;
    private final Trim trim;
    private final CaptureProgress progress;
    private final Repairs repairs;
    private final RecordJson json = new RecordJson();
    private final Positions positions = new Positions();
    private final Hold<RecordChangeEvent<SourceRecord>> hold = new Hold<>();
    private final ReentrantLock busy = new ReentrantLock();
    private final List<Captured> uncommitted = new ArrayList<>();
    private Checkpoint checkpoint;
    private @Nullable Map<String, Object> newestSnapshotOffset;
    private @Nullable RuntimeException failure;
    private boolean closed;

    ChangeBatches(
            ChangeProducer producer, Checkpoint checkpoint, Trim trim, CaptureProgress progress, Repairs repairs) {
        this.producer = producer;
        this.checkpoint = checkpoint;
        this.trim = trim;
        this.progress = progress;
        this.repairs = repairs;
    }

    /** Why this took no more records; null if nothing went wrong here. */
    @Nullable
    RuntimeException failure() {
        busy.lock();
        try {
            return failure;
        } finally {
            busy.unlock();
        }
    }

    /** Takes no more records, for this reason unless there is one already. */
    void fail(RuntimeException reason) {
        busy.lock();
        if (failure == null) {
            failure = reason;
        }
        busy.unlock();
    }

    /** Waits for the batch under way and takes none after it. */
    void close() {
        busy.lock();
        closed = true;
        busy.unlock();
    }

    @Override
    public void handleBatch(
            List<RecordChangeEvent<SourceRecord>> batch,
            DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        busy.lock();
        try {
            if (closed || failure != null) {
                return;
            }
            batch.forEach(this::take);
            commit(committer);
        } catch (RuntimeException thrown) {
            failure = thrown;
            throw thrown;
        } finally {
            busy.unlock();
        }
    }

    private void take(RecordChangeEvent<SourceRecord> event) {
        SourceRecord record = event.record();
        Captured captured = Captured.of(record);
        if (captured instanceof Captured.StreamedRow row) {
            streamed(event, captured, positions.ofRow(row.transaction(), row.lsn()));
        } else if (captured instanceof Captured.Tombstone) {
            streamed(event, captured, positions.ofTombstone());
        } else if (captured instanceof Captured.Marker marker) {
            if (!trim.skipsMarker(marker.name())) {
                checkpoint = checkpoint.withMarker(marker.name());
                send(record, captured, null);
            }
        } else if (captured instanceof Captured.SnapshotRow) {
            newestSnapshotOffset = offset(record);
            send(record, captured, null);
        } else if (captured instanceof Captured.Notification notification) {
            follow(notification);
            send(record, captured, null);
        }
    }

    private void streamed(RecordChangeEvent<SourceRecord> event, Captured captured, Position position) {
        hold.take(position, event);
        if (!trim.skips(position)) {
            if (captured instanceof Captured.StreamedRow row) {
                checkpoint = repairs.before(row, Captured.id(event.record()), checkpoint);
            }
            checkpoint = checkpoint.withRow(position);
            send(event.record(), captured, position);
        }
    }

    private void follow(Captured.Notification notification) {
        if (!notification.aggregate().equals(INITIAL_SNAPSHOT)) {
            return;
        }
        switch (notification.type()) {
            case "STARTED" -> progress.snapshotBegins();
            case "COMPLETED" -> {
                if (newestSnapshotOffset != null) {
                    checkpoint = checkpoint.streaming(newestSnapshotOffset);
                }
                progress.enter(CaptureProgress.State.STREAMING);
            }
            case "SKIPPED" -> progress.enter(CaptureProgress.State.STREAMING);
            default -> {}
        }
    }

    private void send(SourceRecord record, Captured captured, @Nullable Position position) {
        producer.send(json.key(record), json.value(record), position);
        uncommitted.add(captured);
    }

    private void commit(DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        RecordChangeEvent<SourceRecord> free = trim.searching() ? null : hold.release();
        if (free != null) {
            checkpoint = checkpoint.acknowledged(offset(free.record()));
        }
        if (free != null || !uncommitted.isEmpty()) {
            producer.commit(checkpoint);
        }
        uncommitted.forEach(progress::sent);
        uncommitted.clear();
        if (free != null) {
            committer.markProcessed(free);
        }
        committer.markBatchFinished();
    }

    private static Map<String, Object> offset(SourceRecord record) {
        return new HashMap<>(record.sourceOffset());
    }
}
