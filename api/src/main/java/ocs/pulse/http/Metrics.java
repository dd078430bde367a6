package ocs.pulse.http;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Prometheus reads. No label names a team. */
public final class Metrics implements AutoCloseable {
    private static final Duration[] BUCKETS = Stream.of(2, 5, 10, 25, 50, 100, 250, 1_000, 5_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
    }

    /** Where the other parts put theirs. */
    public PrometheusMeterRegistry registry() {
        return registry;
    }

    void write(Context context) {
        context.contentType("text/plain; version=0.0.4; charset=utf-8").result(registry.scrape());
    }

    /** Labelled by route as it is declared, so that callers cannot make labels. */
    void record(Context context, float milliseconds) {
        @Nullable Endpoint endpoint = context.endpoints().lastHttpEndpoint();
        Timer.builder("pulse.http.requests")
                .tag("route", endpoint == null ? "none" : endpoint.path)
                .tag("status", Integer.toString(context.statusCode()))
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record((long) (milliseconds * 1_000), TimeUnit.MICROSECONDS);
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }
}
