package ocs.pulse.run;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import ocs.pulse.capture.CaptureProgress;
import ocs.pulse.capture.SnapshotNote;
import ocs.pulse.capture.SnapshotTable;
import ocs.pulse.source.SlotState;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/** What Prometheus is told about capture and its slot; nothing (NaN) while that is not known. */
record CaptureMetrics(MeterRegistry registry, AtomicReference<@Nullable CaptureProgress> capture, Clock clock) {

    void register() {
        counter("pulse.capture.records", CaptureProgress::recordsSent);
        counter("pulse.capture.restarts", CaptureProgress::restarts);
        gauge("pulse.capture.heartbeat.age.seconds", progress -> age(progress.lastHeartbeatMillis()));
        for (CaptureProgress.State state : CaptureProgress.State.values()) {
            String name = state.name().toLowerCase(Locale.ROOT);
            gauge("pulse.capture.state", "state", name, progress -> progress.state() == state ? 1 : 0);
        }
        slot("pulse.slot.retained.bytes", SlotState::retained);
        slot("pulse.slot.behind.bytes", SlotState::behind);
        slot("pulse.slot.limit.bytes", SlotState::limit);
        gauge(
                "pulse.snapshot.left.seconds",
                progress -> seconds(progress.snapshot().flatMap(SnapshotNote::left)));
        for (SourceTable table : SourceTable.values()) {
            table("pulse.snapshot.rows", table, (progress, its) -> its.rows());
            table("pulse.snapshot.rows.expected", table, (progress, its) -> expected(its));
            table(
                    "pulse.snapshot.table.left.seconds",
                    table,
                    (progress, its) -> seconds(progress.snapshot().flatMap(all -> all.left(List.of(its)))));
        }
    }

    private double age(long millis) {
        return millis == 0 ? Double.NaN : Math.max(0, clock.millis() - millis) / 1e3;
    }

    private static double seconds(Optional<Duration> left) {
        return left.map(time -> time.toMillis() / 1e3).orElse(Double.NaN);
    }

    private static double expected(SnapshotTable table) {
        OptionalLong total = table.total();
        return total.isPresent() ? total.getAsLong() : Double.NaN;
    }

    private void table(String name, SourceTable table, ToDoubleBiFunction<CaptureProgress, SnapshotTable> value) {
        gauge(name, "table", table.relation(), progress -> progress.snapshotTables().stream()
                .filter(one -> one.table().equals(table.relation()))
                .mapToDouble(its -> value.applyAsDouble(progress, its))
                .findFirst()
                .orElse(Double.NaN));
    }

    private void slot(String name, ToDoubleFunction<SlotState> value) {
        gauge(name, progress -> progress.slot().map(value::applyAsDouble).orElse(Double.NaN));
    }

    /** Counted since the process began. */
    private void counter(String name, ToDoubleFunction<CaptureProgress> value) {
        FunctionCounter.builder(name, capture, known -> {
                    CaptureProgress progress = known.get();
                    return progress == null ? 0 : value.applyAsDouble(progress);
                })
                .register(registry);
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
