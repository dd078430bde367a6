package ocs.pulse.run;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A part that comes up in a thread of its own while others do; whoever needs it waits for it. */
final class Early<P extends AutoCloseable> implements AutoCloseable {
    private final CompletableFuture<P> part;

    private Early(CompletableFuture<P> part) {
        this.part = part;
    }

    static <P extends AutoCloseable> Early<P> start(String name, Supplier<P> start) {
        return new Early<>(CompletableFuture.supplyAsync(start, task -> new Thread(task, "start " + name).start()));
    }

    /** Throws what the start threw. */
    P get() {
        try {
            return part.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw failed;
        }
    }

    /** Waits for the start as well: what comes up later would never be stopped. */
    @Override
    public void close() throws Exception {
        Optional<P> started =
                part.handle((up, failed) -> Optional.ofNullable(up)).join();
        if (started.isPresent()) {
            started.get().close();
        }
    }
}
