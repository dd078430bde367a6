package ocs.pulse.run;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import ocs.pulse.capture.CaptureProgress;
import ocs.pulse.capture.SnapshotTable;
import ocs.pulse.source.SlotState;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/** What Prometheus is told about capture and its slot; nothing (NaN) while that is not known. */
record CaptureMetrics(MeterRegistry registry, AtomicReference<@Nullable CaptureProgress> capture, Clock clock) {

    void register() {
        gauge("pulse.capture.records", CaptureProgress::recordsSent);
        gauge("pulse.capture.restarts", CaptureProgress::restarts);
        gauge("pulse.capture.heartbeat.age.seconds", progress -> age(progress.lastHeartbeatMillis()));
        for (CaptureProgress.State state : CaptureProgress.State.values()) {
            String name = state.name().toLowerCase(Locale.ROOT);
            gauge("pulse.capture.state", "state", name, progress -> progress.state() == state ? 1 : 0);
        }
        slot("pulse.slot.retained.bytes", SlotState::retained);
        slot("pulse.slot.behind.bytes", SlotState::behind);
        slot("pulse.slot.limit.bytes", SlotState::limit);
        gauge("pulse.snapshot.left.seconds", progress -> progress.snapshotLeft()
                .map(left -> left.toMillis() / 1e3)
                .orElse(Double.NaN));
        for (SourceTable table : SourceTable.values()) {
            gauge("pulse.snapshot.rows", "table", table.relation(), progress -> rows(progress, table)
                    .rows());
            gauge("pulse.snapshot.rows.expected", "table", table.relation(), progress -> rows(progress, table)
                    .expected());
        }
    }

    private double age(long millis) {
        return millis == 0 ? Double.NaN : Math.max(0, clock.millis() - millis) / 1e3;
    }

    private static SnapshotTable rows(CaptureProgress progress, SourceTable table) {
        return progress.snapshotTables().stream()
                .filter(one -> one.table().equals(table.relation()))
                .findFirst()
                .orElse(new SnapshotTable(table.relation(), 0, 0));
    }

    private void slot(String name, ToDoubleFunction<SlotState> value) {
        gauge(name, progress -> progress.slot().map(value::applyAsDouble).orElse(Double.NaN));
    }

    private void gauge(String name, ToDoubleFunction<CaptureProgress> value) {
        builder(name, value).register(registry);
    }

    private void gauge(String name, String label, String labelled, ToDoubleFunction<CaptureProgress> value) {
        builder(name, value).tag(label, labelled).register(registry);
    }

    private Gauge.Builder<?> builder(String name, ToDoubleFunction<CaptureProgress> value) {
        return Gauge.builder(name, capture, known -> {
            CaptureProgress progress = known.get();
            return progress == null ? Double.NaN : value.applyAsDouble(progress);
        });
    }
}
