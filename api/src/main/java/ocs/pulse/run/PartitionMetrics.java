package ocs.pulse.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import ocs.pulse.Member;
import ocs.pulse.PartitionReport;
import ocs.pulse.PartitionReport.Held;

/** Who holds which partition, and how far behind what is held here is; looked at once a second. */
final class PartitionMetrics implements AutoCloseable {
    private static final long LOOK_MILLIS = 1_000;
    private static final String PARTITION = "partition";
    private static final String ROLE = "role";

    private final Supplier<List<PartitionReport>> partitions;
    private final Clock clock;
    private final MultiGauge owners;
    private final MultiGauge lags;
    private final MultiGauge restores;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "partition-metrics");
        thread.setDaemon(true);
        return thread;
    });

    PartitionMetrics(MeterRegistry registry, Supplier<List<PartitionReport>> partitions, Clock clock) {
        this.partitions = partitions;
        this.clock = clock;
        this.owners = MultiGauge.builder("pulse.partition.owner")
                .description("1 for each instance that applies a partition or keeps a copy of it")
                .register(registry);
        this.lags = MultiGauge.builder("pulse.partition.lag.seconds")
                .description("The age of the newest watermark of what is held here")
                .register(registry);
        this.restores = MultiGauge.builder("pulse.partition.restore.left")
                .description("Records of the changelog to be read before the partition is open here")
                .register(registry);
        var unused = looking.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        List<MultiGauge.Row<?>> owning = new ArrayList<>();
        List<MultiGauge.Row<?>> behind = new ArrayList<>();
        List<MultiGauge.Row<?>> restoring = new ArrayList<>();
        for (PartitionReport report : partitions.get()) {
            Tags partition = Tags.of(PARTITION, Integer.toString(report.partition()));
            report.active().ifPresent(member -> owning.add(owner(partition, member, Held.ACTIVE)));
            report.standbys().forEach(member -> owning.add(owner(partition, member, Held.STANDBY)));
            report.watermarkAt()
                    .ifPresent(at -> behind.add(MultiGauge.Row.of(partition.and(ROLE, name(report.held())), age(at))));
            restoring.add(MultiGauge.Row.of(partition, report.restoreLeft()));
        }
        owners.register(owning, true);
        lags.register(behind, true);
        restores.register(restoring, true);
    }

    private static MultiGauge.Row<?> owner(Tags partition, Member member, Held role) {
        Tags whole = partition.and("member", member.address(), "here", Boolean.toString(member.here()));
        return MultiGauge.Row.of(whole.and(ROLE, name(role)), 1);
    }

    private static String name(Held role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private double age(long at) {
        return Math.max(0, clock.millis() - at) / 1e3;
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
