package ocs.pulse.bench;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The program, started when it is first needed and again when it has been ended. */
final class Running implements AutoCloseable {
    private final Supplier<PulseProcess> starter;
    private @Nullable PulseProcess process;

    Running(Supplier<PulseProcess> starter) {
        this.starter = starter;
    }

    PulseProcess get() {
        PulseProcess running = process;
        if (running == null) {
            running = starter.get();
            process = running;
        }
        return running;
    }

    Optional<PulseProcess> ifRunning() {
        return Optional.ofNullable(process);
    }

    /** As {@code kill -9} ends it. */
    void kill() {
        PulseProcess running = process;
        if (running != null) {
            running.kill();
            process = null;
        }
    }

    @Override
    public void close() {
        PulseProcess running = process;
        if (running != null) {
            running.close();
            process = null;
        }
    }
}
