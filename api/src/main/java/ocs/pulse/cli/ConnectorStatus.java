package ocs.pulse.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import ocs.pulse.capture.ConnectProgress;
import ocs.pulse.capture.SnapshotNote;
import ocs.pulse.capture.SnapshotTable;
import ocs.pulse.connect.ConnectStatus;
import ocs.pulse.source.SlotState;
import org.jspecify.annotations.Nullable;

/**
 * How a connector is doing: what Connect says of it, how far its committed place is, and what the database keeps for it.
 *
 * @param progress empty where it has no place
 * @param slot empty where no database was named, or it has no such slot
 */
record ConnectorStatus(
        ConnectStatus status, Optional<ConnectProgress> progress, Optional<SlotState> slot, long nowMillis) {
    private static final JsonMapper JSON = new JsonMapper();

    String json() {
        ObjectNode all = JSON.valueToTree(status);
        all.put("restarts", progress.map(ConnectProgress::restarts).orElse(null));
        all.put("newest_change_age_ms", boxed(age()));
        all.put("behind_bytes", slot.map(SlotState::behind).orElse(null));
        all.put("retained_bytes", slot.map(SlotState::retained).orElse(null));
        all.put("limit_bytes", slot.map(SlotState::limit).orElse(null));
        ArrayNode tables = all.putArray("snapshot");
        snapshot().ifPresent(note -> note.tables().forEach(table -> tables.addObject()
                .put("table", table.table())
                .put("rows", table.rows())
                .put("expected", boxed(table.total()))
                .put("left_seconds", left(note, table).map(Duration::toSeconds).orElse(null))));
        return all.toPrettyString();
    }

    String screen() {
        StringBuilder text = new StringBuilder(status.toString());
        progress.ifPresent(its -> line(text, "restarts", Long.toString(its.restarts())));
        age().ifPresent(millis -> line(text, "newest change", String.format(Locale.ROOT, "%.3f s ago", millis / 1e3)));
        slot.ifPresent(its -> {
            line(text, "log behind", megabytes(its.behind()));
            line(text, "log retained", megabytes(its.retained()) + limit(its));
        });
        snapshot().ifPresent(note -> {
            line(
                    text,
                    "snapshot, time left",
                    note.left().map(time -> time.toSeconds() + " s").orElse("unknown"));
            note.tables().forEach(table -> line(text, "  " + table.table(), words(note, table)));
        });
        return text.toString();
    }

    private Optional<SnapshotNote> snapshot() {
        return progress.flatMap(ConnectProgress::snapshot);
    }

    private OptionalLong age() {
        OptionalLong newest = progress.map(ConnectProgress::newestMillis).orElse(OptionalLong.empty());
        return newest.isPresent() ? OptionalLong.of(Math.max(0, nowMillis - newest.getAsLong())) : newest;
    }

    private static Optional<Duration> left(SnapshotNote note, SnapshotTable table) {
        return note.left(List.of(table));
    }

    private static String words(SnapshotNote note, SnapshotTable table) {
        Long total = boxed(table.total());
        return SnapshotWords.of(
                table.rows(),
                total == null ? null : total.doubleValue(),
                left(note, table).map(time -> (double) time.toSeconds()).orElse(null));
    }

    private static String limit(SlotState slot) {
        return slot.limit() < 0 ? ", no limit (max_slot_wal_keep_size)" : " of at most " + megabytes(slot.limit());
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / (double) (1 << 20));
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "%n%-32s %s", name, value));
    }

    private static @Nullable Long boxed(OptionalLong value) {
        return value.isPresent() ? (Long) value.getAsLong() : null;
    }
}
