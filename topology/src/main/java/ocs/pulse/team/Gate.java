package ocs.pulse.team;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Lets one in at a time: the writer for one record, a reader for a moment between two records. A reader can wait in it for
 * something to be applied; meanwhile others get in. Once closed, nobody waits and nobody reads any more.
 */
final class Gate {
    private static final long MOST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final AppliedRecords applied;
    private boolean closed;

    Gate(AppliedRecords applied) {
        this.applied = applied;
    }

    <T> T inside(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #inside(Supplier)}; whoever waits looks again afterwards. */
    void move(Runnable step) {
        lock.lock();
        try {
            step.run();
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        move(() -> closed = true);
    }

    boolean isClosed() {
        return inside(() -> closed);
    }

    /**
     * Between transactions, if that can be had: does not wait for one that is larger than is held back, nor for ever. Throws
     * {@link NotReadyException} where the partition has no answer.
     */
    <T> T whenWhole(long team, Supplier<T> work) {
        return inside(() -> {
            await(() -> applied.isWhole(team), MOST_WAIT_NANOS);
            if (closed) {
                throw new NotReadyException("a partition of the teams stage, which is moving");
            }
            if (!applied.position().complete()) {
                throw new NotReadyException("the first snapshot");
            }
            return work.get();
        });
    }

    /** @return whether the watermark has come that far within the time */
    boolean awaitLsn(long lsn, long nanos) {
        return inside(() -> await(() -> Long.compareUnsigned(applied.position().watermarkLsn(), lsn) >= 0, nanos));
    }

    private boolean await(BooleanSupplier condition, long nanos) {
        long left = nanos;
        try {
            while (!closed && !condition.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = moved.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReadyException("interrupted");
        }
        return !closed;
    }
}
