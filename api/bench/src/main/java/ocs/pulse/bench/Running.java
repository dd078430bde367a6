package ocs.pulse.bench;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The program, started when it is first needed and again when it has been ended. */
final class Running implements AutoCloseable {
    private final Function<List<String>, PulseProcess> starter;
    private @Nullable PulseProcess process;

    /** @param starter takes options of the virtual machine */
    Running(Function<List<String>, PulseProcess> starter) {
        this.starter = starter;
    }

    PulseProcess get() {
        return get(List.of());
    }

    /** @param options of the virtual machine, where the program has to be started */
    PulseProcess get(List<String> options) {
        PulseProcess running = process;
        if (running == null) {
            running = starter.apply(options);
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
