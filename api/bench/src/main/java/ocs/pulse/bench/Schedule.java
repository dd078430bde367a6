package ocs.pulse.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Does something at the times of a schedule, late or not, in a thread of its own: an open loop, which waits for nobody. */
final class Schedule implements AutoCloseable {
    private final AtomicBoolean done = new AtomicBoolean();
    private final Thread thread;
    private final Clock.Step step;
    private final long everyNanos;
    private double reached;
    private @Nullable Exception failure;

    /** @param rate times a second */
    Schedule(double rate, Clock.Step step) {
        this.everyNanos = (long) (TimeUnit.SECONDS.toNanos(1) / rate);
        this.step = step;
        this.thread = new Thread(this::run, "schedule");
        thread.start();
    }

    private void run() {
        long start = System.nanoTime();
        long count = 0;
        try {
            while (!done.get()) {
                LockSupport.parkNanos(start + count * everyNanos - System.nanoTime());
                if (System.nanoTime() >= start + count * everyNanos) {
                    step.run();
                    count++;
                }
            }
        } catch (Exception e) {
            failure = e;
        }
        reached = count * 1e9 / (System.nanoTime() - start);
    }

    /** Ends it: how often a second it was done. */
    double stop() {
        done.set(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("Interrupted", e);
        }
        if (failure != null) {
            throw new BenchFailed("What was scheduled failed", failure);
        }
        return reached;
    }

    /** Ends it, whatever came of it. */
    @Override
    public void close() {
        done.set(true);
    }
}
