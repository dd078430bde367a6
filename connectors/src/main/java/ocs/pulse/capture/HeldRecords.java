package ocs.pulse.capture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Gives each record of one life of a task the offset from which a next life is to continue behind it: one that lies
 * before the record's group ({@link Hold}), and with it what was sent behind that, so that the next life drops it
 * ({@link Trim}). What {@link ChangeBatches} does with acknowledgements, for a worker that has none.
 */
final class HeldRecords {
    private static final String INITIAL_SNAPSHOT = "Initial Snapshot";

    private final Trim trim;
    private final Positions positions = new Positions();
    private final Hold<Map<String, Object>> hold = new Hold<>();
    private final ConnectOffset offsets;
    private final CaptureProgress progress;
    private final Repairs repairs;
    private final RepairOutbox repaired;
    private Checkpoint checkpoint;
    private @Nullable Map<String, Object> newestSnapshotOffset;
    private @Nullable String snapshot;

    /**
     * @param checkpoint that of the life before
     * @param logEnd the end of the log before this life
     * @param lives how many lives of a task were begun, this one included
     * @param progress told of what is given out
     * @param repaired where the repairs put what they tell
     */
    HeldRecords(
            Checkpoint checkpoint,
            long logEnd,
            long lives,
            CaptureProgress progress,
            Repairs repairs,
            RepairOutbox repaired) {
        this.offsets = new ConnectOffset(lives);
        this.progress = progress;
        this.repairs = repairs;
        this.repaired = repaired;
        this.checkpoint = checkpoint;
        this.trim = new Trim(checkpoint.lastRow(), checkpoint.markers(), logEnd);
    }

    /** Behind the last record that was given out. */
    Checkpoint checkpoint() {
        return checkpoint;
    }

    /** What is to be sent of a batch, in its order. */
    List<SourceRecord> take(List<SourceRecord> batch) {
        List<SourceRecord> records = new ArrayList<>(batch.size());
        snapshot = progress.snapshot().map(SnapshotNote::text).orElse(null);
        for (SourceRecord record : batch) {
            take(record, records);
        }
        return records;
    }

    private void take(SourceRecord record, List<SourceRecord> records) {
        Captured captured = Captured.of(record);
        if (captured instanceof Captured.StreamedRow row) {
            streamed(record, captured, positions.ofRow(row.transaction(), row.lsn()), records);
        } else if (captured instanceof Captured.Tombstone) {
            streamed(record, captured, positions.ofTombstone(), records);
        } else if (captured instanceof Captured.Marker marker) {
            if (!trim.skipsMarker(marker.name())) {
                checkpoint = checkpoint.withMarker(marker.name());
                records.add(held(record, null));
            }
        } else if (captured instanceof Captured.SnapshotRow) {
            newestSnapshotOffset = new HashMap<>(record.sourceOffset());
            progress.sent(captured);
            records.add(held(record, null));
        } else if (captured instanceof Captured.Notification notification) {
            follow(notification);
            progress.sent(captured);
            records.add(held(record, null));
        }
    }

    private void streamed(SourceRecord record, Captured captured, Position position, List<SourceRecord> records) {
        hold.take(position, new HashMap<>(record.sourceOffset()));
        boolean known = trim.skips(position);
        Map<String, Object> free = trim.searching() ? null : hold.release();
        if (free != null && checkpoint.phase() == Checkpoint.Phase.STREAM) {
            checkpoint = checkpoint.acknowledged(free);
        }
        if (!known) {
            if (captured instanceof Captured.StreamedRow row) {
                checkpoint = repairs.before(row, Captured.id(record), checkpoint);
                repaired.take().forEach(repair -> records.add(held(repair, null)));
            }
            checkpoint = checkpoint.withRow(position);
            records.add(held(record, position));
        }
    }

    private void follow(Captured.Notification notification) {
        if (!notification.aggregate().equals(INITIAL_SNAPSHOT)) {
            return;
        }
        if (notification.type().equals("STARTED")) {
            progress.snapshotBegins();
        } else if (notification.type().equals("COMPLETED") && newestSnapshotOffset != null) {
            checkpoint = checkpoint.streaming(newestSnapshotOffset);
            progress.enter(CaptureProgress.State.STREAMING);
        }
    }

    private SourceRecord held(SourceRecord record, @Nullable Position position) {
        ConnectHeaders headers = new ConnectHeaders(record.headers());
        if (position != null) {
            headers.addString(Position.HEADER, position.toString());
        }
        return new SourceRecord(
                record.sourcePartition(),
                offsets.of(checkpoint, snapshot),
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp(),
                headers);
    }
}
