package ocs.pulse.capture;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import ocs.pulse.source.Finding;
import ocs.pulse.source.SlotState;
import ocs.pulse.source.SourceCheck;
import ocs.pulse.source.SourceLayout;
import ocs.pulse.source.SourceProblem;
import ocs.pulse.source.SourceShape;
import ocs.pulse.source.SourceSlot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the database while capture streams, for what a stream does not say of itself: a publication that somebody
 * alters simply sends less. Notes how much log the server keeps for the slot, and warns well before it gives it up.
 */
final class SourceWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SourceWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final Duration CLOSE = Duration.ofSeconds(60);

    private final CaptureSettings settings;
    private final SourceLayout layout;
    private final SourceShape shape;
    private final CaptureProgress progress;
    private final Consumer<SourceProblem> stop;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "pulse-source-watch");
    private boolean warned;

    private SourceWatch(
            CaptureSettings settings,
            SourceLayout layout,
            SourceShape shape,
            CaptureProgress progress,
            Consumer<SourceProblem> stop) {
        this.settings = settings;
        this.layout = layout;
        this.shape = shape;
        this.progress = progress;
        this.stop = stop;
    }

    /**
     * @param shape what is to stay as it is
     * @param stop told once, from a thread of this one, when it did not
     */
    static SourceWatch start(
            CaptureSettings settings,
            SourceLayout layout,
            SourceShape shape,
            CaptureProgress progress,
            Consumer<SourceProblem> stop) {
        SourceWatch watch = new SourceWatch(settings, layout, shape, progress, stop);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        try {
            do {
                if (!look()) {
                    return;
                }
            } while (!closing.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether all is as it was; a server that cannot be asked is for the engine to notice. */
    private boolean look() {
        try {
            SourceSlot slot = new SourceSlot(settings.address(), settings.names());
            slot.find().ifPresent(this::note);
            SourceShape now = slot.shape(layout);
            if (now.equals(shape)) {
                return true;
            }
            stop.accept(SourceProblem.of(why(now)));
            return false;
        } catch (SourceProblem unreachable) {
            LOG.debug("The source cannot be looked at", unreachable);
            return true;
        }
    }

    private Finding why(SourceShape now) {
        SourceCheck check = new SourceCheck(settings.address(), settings.names(), settings.terms());
        return check.inspect()
                .stop()
                .map(SourceWatch::withTheWayBack)
                .or(() -> now.changedSince(shape))
                .orElseThrow();
    }

    private static Finding withTheWayBack(Finding finding) {
        return Finding.stop(
                finding.code(),
                finding.line() + "; changes may be missing by now, so start once with --resnapshot then",
                finding.sql());
    }

    private void note(SlotState slot) {
        progress.slot(slot);
        if (slot.nearLimit() && !warned) {
            LOG.warn(
                    "The server keeps {} MB of log for slot '{}', of at most {} MB; beyond it the slot is lost",
                    slot.retained() >> 20,
                    settings.names().slot(),
                    slot.limit() >> 20);
        }
        warned = slot.nearLimit();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(CLOSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
