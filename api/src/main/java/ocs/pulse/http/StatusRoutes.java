package ocs.pulse.http;

import io.javalin.config.RoutesConfig;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** How a program is doing, for whoever asks: no token, and nothing about a team. All that capture alone answers. */
public final class StatusRoutes implements Consumer<RoutesConfig> {
    private final Health health;
    private final Metrics metrics;

    public StatusRoutes(Supplier<Readiness> readiness, Metrics metrics) {
        this.health = new Health(readiness);
        this.metrics = metrics;
    }

    @Override
    public void accept(RoutesConfig routes) {
        Routes.get(routes, "/health/live", health::live);
        Routes.get(routes, "/health/ready", health::ready);
        Routes.get(routes, "/metrics", metrics::write);
    }
}
