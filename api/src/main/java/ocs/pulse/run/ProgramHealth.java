package ocs.pulse.run;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import ocs.pulse.PulseStreams;
import ocs.pulse.capture.CaptureProgress;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.http.Readiness;
import ocs.pulse.http.StagesHealth;
import ocs.pulse.ledger.LedgerStatus;
import ocs.pulse.ledger.LedgerTopology;
import ocs.pulse.settings.Role;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/** How the parts are doing, from what they say of themselves. */
final class ProgramHealth {
    private final Role role;
    private final Clock clock;
    private final Duration lagLimit;
    private final AtomicReference<@Nullable CaptureProgress> capture = new AtomicReference<>();
    private final AtomicReference<@Nullable PulseStreams> stages = new AtomicReference<>();
    private volatile String beforeStages = "start: the stages are not up yet";

    ProgramHealth(Role role, Clock clock, Duration lagLimit) {
        this.role = role;
        this.clock = clock;
        this.lagLimit = lagLimit;
    }

    void captureStarted(CaptureProgress progress) {
        capture.set(progress);
    }

    Optional<CaptureProgress> capture() {
        return Optional.ofNullable(capture.get());
    }

    /** The stages cannot start before capture has made their topic. */
    void changesMissing() {
        beforeStages = "changes: topic " + LedgerTopology.CHANGES + " does not exist yet; pulse capture makes it";
    }

    void stagesStarted(PulseStreams started) {
        stages.set(started);
    }

    /** Whether every team can be asked about, however old the answer; of capture alone, whether its snapshot is over. */
    boolean answers() {
        if (!role.serves()) {
            return capture()
                    .filter(progress -> progress.state() == CaptureProgress.State.STREAMING)
                    .isPresent();
        }
        PulseStreams running = stages.get();
        return running != null && running.waitingFor().isEmpty();
    }

    Readiness readiness() {
        List<String> waiting = new ArrayList<>();
        PulseStreams running = stages.get();
        if (!role.serves()) {
            waiting.addAll(captureLag());
        } else if (running == null) {
            waiting.add(beforeStages);
        } else {
            waiting.addAll(running.waitingFor());
            if (waiting.isEmpty()) {
                waiting.addAll(lag(running));
            }
        }
        CaptureProgress progress = capture.get();
        if (progress != null) {
            progress.trouble().ifPresent(trouble -> waiting.add("capture: " + trouble));
            progress.snapshot().map(SnapshotReport::line).ifPresent(waiting::add);
        }
        return Readiness.of(
                waiting,
                running == null ? List.of() : degraded(running.teams().degraded()),
                progress == null ? null : new CaptureReport(progress).at(clock.millis()),
                running == null ? null : stages(running));
    }

    private StagesHealth stages(PulseStreams running) {
        LedgerStatus ledger = running.ledger();
        boolean known = !ledger.equals(LedgerStatus.UNKNOWN);
        return new StagesHealth(
                age().map(Duration::toMillis).orElse(null),
                known ? ledger.deadLetters() : null,
                known ? parked(ledger) : null);
    }

    private static long parked(LedgerStatus ledger) {
        return ledger.parked().values().stream().mapToLong(Long::longValue).sum();
    }

    /** What capture alone waits for. */
    private List<String> captureLag() {
        CaptureProgress progress = capture.get();
        if (progress == null) {
            return List.of("start: capture is not up yet");
        }
        if (progress.state() != CaptureProgress.State.STREAMING || progress.lastHeartbeatMillis() == 0) {
            return List.of("capture: no heartbeat has come yet");
        }
        long millis = clock.millis() - progress.lastHeartbeatMillis();
        return millis <= lagLimit.toMillis()
                ? List.of()
                : List.of("capture: the newest heartbeat is " + millis / 1000 + " s old");
    }

    /** What Prometheus is told about the parts. */
    void register(MeterRegistry registry) {
        new CaptureMetrics(registry, capture, clock).register();
        if (role.serves()) {
            registerStages(registry);
        }
    }

    private void registerStages(MeterRegistry registry) {
        gauge(
                registry,
                "pulse.lag.seconds",
                stages -> stages.teams().watermarkAt() == 0 ? Double.NaN : lagMillis(stages) / 1e3);
        FunctionCounter.builder("pulse.views.builds", stages, running -> {
                    PulseStreams started = running.get();
                    return started == null ? 0 : started.teams().viewBuilds();
                })
                .register(registry);
        gauge(registry, "pulse.views.bytes", stages -> stages.teams().viewBytes());
        gauge(registry, "pulse.partitions", stages -> stages.teams()
                .partitions()
                .size());
        gauge(registry, "pulse.partitions.copied", PulseStreams::copied);
        gauge(registry, "pulse.restore.left", PulseStreams::restoreLeft);
        gauge(registry, "pulse.members", stages -> stages.members()
                .map(members -> members.all().size())
                .orElse(1));
        gauge(registry, "pulse.suspect", stages -> stages.isSuspect() ? 1 : 0);
        ledger(registry, "pulse.ledger.epoch", LedgerStatus::epoch);
        ledger(registry, "pulse.ledger.dead.letters", LedgerStatus::deadLetters);
        ledger(registry, "pulse.ledger.waiting", LedgerStatus::waiting);
        ledger(registry, "pulse.ledger.parked", ProgramHealth::parked);
    }

    /** Known where the ledger is, which of several instances is one. */
    private void ledger(MeterRegistry registry, String name, ToDoubleFunction<LedgerStatus> value) {
        gauge(registry, name, stages -> {
            LedgerStatus ledger = stages.ledger();
            return ledger.equals(LedgerStatus.UNKNOWN) ? Double.NaN : value.applyAsDouble(ledger);
        });
    }

    /** The time since the newest watermark was committed; empty while there is none. */
    Optional<Duration> age() {
        PulseStreams running = stages.get();
        return running == null || running.teams().watermarkAt() == 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(lagMillis(running)));
    }

    private void gauge(MeterRegistry registry, String name, ToDoubleFunction<PulseStreams> value) {
        Gauge.builder(name, stages, running -> {
                    PulseStreams started = running.get();
                    return started == null ? Double.NaN : value.applyAsDouble(started);
                })
                .register(registry);
    }

    /** An instance that holds only copies is as ready as the others are. */
    private List<String> lag(PulseStreams running) {
        if (running.teams().partitions().isEmpty()) {
            return List.of();
        }
        if (running.teams().watermarkAt() == 0) {
            return List.of("lag: no watermark has come yet");
        }
        long millis = lagMillis(running);
        return millis <= lagLimit.toMillis()
                ? List.of()
                : List.of("lag: the newest watermark is " + millis / 1000 + " s old");
    }

    private long lagMillis(PulseStreams running) {
        return Math.max(0, clock.millis() - running.teams().watermarkAt());
    }

    private static List<String> degraded(TeamRecord.Degraded degraded) {
        List<String> tables = new ArrayList<>(
                degraded.tables().stream().map(SourceTable::relation).sorted().toList());
        if (degraded.unknown()) {
            tables.add("unknown");
        }
        return tables;
    }
}
