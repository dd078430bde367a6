package ocs.pulse.run;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import ocs.pulse.capture.CaptureProgress;
import ocs.pulse.capture.SnapshotNote;
import ocs.pulse.capture.SnapshotTable;
import ocs.pulse.http.CaptureHealth;
import ocs.pulse.source.SlotState;
import org.jspecify.annotations.Nullable;

/** Capture's progress as {@code /health/ready} tells it. */
record CaptureReport(CaptureProgress progress) {

    CaptureHealth at(long nowMillis) {
        Optional<SlotState> slot = progress.slot();
        long heartbeat = progress.lastHeartbeatMillis();
        return new CaptureHealth(
                progress.state().name().toLowerCase(Locale.ROOT),
                progress.restarts(),
                progress.trouble().orElse(null),
                heartbeat == 0 ? null : Math.max(0, nowMillis - heartbeat),
                slot.map(SlotState::behind).orElse(null),
                slot.map(SlotState::retained).orElse(null),
                slot.map(SlotState::limit).orElse(null),
                tables());
    }

    private List<CaptureHealth.Table> tables() {
        return progress.snapshot().stream()
                .flatMap(all -> all.tables().stream().map(table -> table(all, table)))
                .toList();
    }

    private static CaptureHealth.Table table(SnapshotNote all, SnapshotTable table) {
        return new CaptureHealth.Table(
                table.table(),
                table.rows(),
                boxed(table.total()),
                all.left(List.of(table)).map(Duration::toSeconds).orElse(null));
    }

    private static @Nullable Long boxed(OptionalLong value) {
        return value.isPresent() ? (Long) value.getAsLong() : null;
    }
}
