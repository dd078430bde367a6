package ocs.pulse.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How old answers are, as a histogram over time: the age of the newest watermark, looked at ten times a second. What share
 * of the time answers were younger than half a second is one division.
 */
final class Freshness implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;
    private static final Duration[] BUCKETS = Stream.of(100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final Supplier<Optional<Duration>> age;
    private final Timer ages;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "freshness");
        thread.setDaemon(true);
        return thread;
    });

    Freshness(MeterRegistry registry, Supplier<Optional<Duration>> age) {
        this.age = age;
        this.ages = Timer.builder("pulse.freshness")
                .description("The age of the newest watermark, looked at ten times a second")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        var unused = looking.scheduleAtFixedRate(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        age.get().ifPresent(ages::record);
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
