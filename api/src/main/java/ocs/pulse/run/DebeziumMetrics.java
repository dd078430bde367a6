package ocs.pulse.run;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What Debezium says of its streaming through JMX; nothing (NaN) while it does not stream. */
final class DebeziumMetrics implements MeterBinder {
    private static final String STREAMING = "debezium.postgres:type=connector-metrics,context=streaming,*";

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("pulse.debezium.behind", this, it -> it.value("MilliSecondsBehindSource") / 1_000)
                .description("Between a change's commit and Debezium's reading it")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
        Gauge.builder(
                        "pulse.debezium.queue",
                        this,
                        it -> it.value("QueueTotalCapacity") - it.value("QueueRemainingCapacity"))
                .description("Changes that Debezium has read and not yet handed over")
                .baseUnit("changes")
                .strongReference(true)
                .register(registry);
        FunctionCounter.builder("pulse.debezium.events", this, it -> it.value("TotalNumberOfEventsSeen"))
                .description("Changes that Debezium has read since it began to stream")
                .register(registry);
    }

    private double value(String attribute) {
        try {
            for (ObjectName bean : beans.queryNames(new ObjectName(STREAMING), null)) {
                if (beans.getAttribute(bean, attribute) instanceof Number number) {
                    return number.doubleValue();
                }
            }
            return Double.NaN;
        } catch (JMException ended) {
            return Double.NaN;
        }
    }
}
