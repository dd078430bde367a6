package ocs.pulse;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import ocs.pulse.store.DamagedStore;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What ends a thread of the stages ends all of them, save what a new thread mends: it begins where the last transaction ended, with
 * stores that are restored up to there.
 */
final class StageFailures implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(StageFailures.class);

    private final CompletableFuture<RuntimeException> first = new CompletableFuture<>();

    /** Completes with what the stages ended for. */
    CompletableFuture<RuntimeException> first() {
        return first.copy();
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable thrown) {
        if (rootOf(thrown) instanceof InvalidTxnStateException) {
            LOG.warn(
                    "Kafka was away for longer than a transaction may take; the stages go on from the last one",
                    thrown);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        if (DamagedStore.in(thrown).filter(DamagedStore::isRestorable).isPresent()) {
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        first.complete(problem(thrown));
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    static StreamsProblem problem(Throwable thrown) {
        Optional<DamagedStore> damaged = DamagedStore.in(thrown);
        return damaged.isPresent()
                ? new StreamsProblem(
                        StreamsProblem.Reason.DAMAGED, damaged.get().getMessage(), thrown)
                : new StreamsProblem(
                        StreamsProblem.Reason.STOPPED, "A stage stopped on an error: " + rootOf(thrown), thrown);
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
