package ocs.pulse.bench;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * Times something again and again in a closed loop.
 *
 * @param least so many samples, unless {@code most} is over first
 */
record Clock(int least, Duration most) {

    /** A step that may fail in any way. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    Histogram time(Step step) throws Exception {
        long begin = System.nanoTime();
        int warm = Math.max(1, least / 5);
        while (warm-- > 0 && System.nanoTime() - begin < most.toNanos() / 4) {
            step.run();
        }
        Histogram times = new Histogram(3);
        long from = System.nanoTime();
        while (times.getTotalCount() < least
                && (times.getTotalCount() == 0 || System.nanoTime() - from < most.toNanos())) {
            long start = System.nanoTime();
            step.run();
            times.recordValue(System.nanoTime() - start);
        }
        return times;
    }
}
