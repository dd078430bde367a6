package ocs.pulse.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import ocs.pulse.run.Ending;
import ocs.pulse.settings.ExitCode;

/** Turns Ctrl-C and SIGTERM into a clean end with the program's own exit status. */
final class Signals {
    /** Longer than all parts together take to stop. */
    private static final long PATIENCE_SECONDS = 120;

    private final Ending ending = new Ending();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final AtomicInteger status = new AtomicInteger(ExitCode.UNEXPECTED.status());

    private Signals() {}

    static Signals install() {
        Signals signals = new Signals();
        Runtime.getRuntime().addShutdownHook(new Thread(signals::end, "signals"));
        return signals;
    }

    Ending ending() {
        return ending;
    }

    void finished(int exitStatus) {
        status.set(exitStatus);
        finished.countDown();
    }

    private void end() {
        ending.ask();
        boolean clean = false;
        try {
            clean = finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(clean ? status.get() : ExitCode.UNEXPECTED.status());
    }
}
