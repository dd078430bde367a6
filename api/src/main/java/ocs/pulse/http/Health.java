package ocs.pulse.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.function.Supplier;

/** Tells a supervisor whether to restart the program (live) and a balancer whether to send it requests (ready). */
final class Health {
    private final Supplier<Readiness> readiness;

    Health(Supplier<Readiness> readiness) {
        this.readiness = readiness;
    }

    /** What {@code /health/live} says. */
    record Live(boolean live) {}

    void live(Context context) {
        context.header("Cache-Control", "no-store").json(new Live(true));
    }

    void ready(Context context) {
        Readiness now = readiness.get();
        context.header("Cache-Control", "no-store");
        if (!now.ready()) {
            context.status(HttpStatus.SERVICE_UNAVAILABLE).header("Retry-After", "1");
        }
        context.json(now);
    }
}
