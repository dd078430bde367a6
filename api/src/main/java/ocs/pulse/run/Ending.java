package ocs.pulse.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import ocs.pulse.settings.ProgramProblem;
import org.jspecify.annotations.Nullable;

/** Why the program is to end: somebody asked for it, or a part failed. The first reason counts. */
public final class Ending {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final AtomicReference<@Nullable ProgramProblem> problem = new AtomicReference<>();

    /** Ends the program cleanly. */
    public void ask() {
        asked.countDown();
    }

    /** Ends the program because a part cannot go on. */
    void fail(ProgramProblem cause) {
        if (asked.getCount() > 0) {
            problem.compareAndSet(null, cause);
        }
        asked.countDown();
    }

    /** Waits for this long at most; whether the program is to end. */
    public boolean await(Duration limit) throws InterruptedException {
        return asked.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Waits; throws what failed. */
    void await() throws InterruptedException {
        asked.await();
        ProgramProblem failed = problem.get();
        if (failed != null) {
            throw failed;
        }
    }
}
