package ocs.pulse.capture;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import ocs.pulse.source.SourceCheck;
import ocs.pulse.source.SourceLayout;
import ocs.pulse.source.SourceProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@code ocs.changes} filled from one database until it is closed: prepares database and topics, runs the engine,
 * and starts it again where a failure may pass (a server that restarts, a network that is gone for a while). Each start
 * continues exactly behind the last record of the topic.
 */
public final class CaptureEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CaptureEngine.class);
    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final Duration CLOSE = Duration.ofSeconds(60);

    private final CaptureSettings settings;
    private final CaptureProgress progress = new CaptureProgress();
    private final CompletableFuture<RuntimeException> failure = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile CaptureRun run;

    private CaptureEngine(CaptureSettings settings) {
        this.settings = settings;
        this.run = open(settings.resnapshot());
        this.thread = new Thread(this::keepRunning, "pulse-capture");
        this.thread.setDaemon(true);
    }

    /**
     * Checks and prepares everything, fences a predecessor, and starts in a thread of its own. A {@link SourceProblem}
     * or {@link CaptureProblem} where that cannot be; then nothing is left running.
     */
    public static CaptureEngine start(CaptureSettings settings) {
        CaptureEngine engine = new CaptureEngine(settings);
        engine.thread.start();
        return engine;
    }

    public CaptureProgress progress() {
        return progress;
    }

    /** Completes, with the reason, if capture ends by itself; never after {@link #close}. */
    public CompletableFuture<RuntimeException> failure() {
        return failure.copy();
    }

    private CaptureRun open(boolean resnapshot) {
        SourceLayout layout = new SourceCheck(settings.address(), settings.names(), settings.terms()).prepare();
        return CaptureRun.open(settings, layout, resnapshot, progress);
    }

    private void keepRunning() {
        Restarts restarts = new Restarts();
        boolean first = true;
        while (true) {
            long sentBefore = progress.recordsSent();
            Optional<RuntimeException> end = live(first);
            first = false;
            if (isClosing()) {
                progress.enter(CaptureProgress.State.STOPPED);
                return;
            }
            RuntimeException cause =
                    end.orElseGet(() -> new IllegalStateException("The engine ended without saying why"));
            Restarts.Next next = restarts.after(cause, progress.recordsSent() > sentBefore);
            if (next instanceof Restarts.Stop stop) {
                progress.enter(CaptureProgress.State.FAILED);
                failure.complete(stop.cause());
                return;
            }
            LOG.warn("Capture starts again: {}", cause.getMessage());
            LOG.debug("Capture starts again", cause);
            progress.retrying(String.valueOf(cause.getMessage()));
            pause(((Restarts.Again) next).pause());
        }
    }

    /** One life; the first one is open already. Empty: it was closed. */
    private Optional<RuntimeException> live(boolean first) {
        try {
            if (!first) {
                run = open(false);
            }
            try (CaptureRun current = run) {
                if (isClosing()) {
                    return Optional.empty();
                }
                return Optional.ofNullable(current.run());
            }
        } catch (RuntimeException thrown) {
            return Optional.of(thrown);
        }
    }

    private void pause(Duration pause) {
        try {
            if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("Closed while waiting for the next attempt");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Ends capture behind the batch under way; the next start continues there. */
    @Override
    public void close() {
        closing.countDown();
        run.stop();
        try {
            thread.join(SETTLE.toMillis());
            // A Debezium engine that is closed as it begins to poll waits for a poll that never ends.
            thread.interrupt();
            thread.join(CLOSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
