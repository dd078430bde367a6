package ocs.pulse;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Notices that the whole process stood still (a stopped machine, a signal, an endless pause of the collector) for so long
 * that its group may have given its work to somebody else. From then on it is suspect until the group has heard from
 * every one of its consumers twice: the first answer may be that it is no member any more, after which no second comes
 * before it has joined anew.
 */
final class Freeze {
    private static final int CONFIRMATIONS = 2;

    private final long limitNanos;
    private final LongSupplier nanoClock;
    private final Supplier<Map<String, Double>> heartbeats;

    // Guarded by this.
    private long lastTick;
    private Map<String, Double> unconfirmed = Map.of();

    /**
     * @param limit a gap between two ticks longer than this is a freeze; several times the time between ticks
     * @param nanoClock as System::nanoTime
     * @param heartbeats by consumer, how many the group has answered
     */
    Freeze(Duration limit, LongSupplier nanoClock, Supplier<Map<String, Double>> heartbeats) {
        this.limitNanos = limit.toNanos();
        this.nanoClock = nanoClock;
        this.heartbeats = heartbeats;
        this.lastTick = nanoClock.getAsLong();
    }

    /** To be called several times within the limit. */
    synchronized void tick() {
        long now = nanoClock.getAsLong();
        if (now - lastTick > limitNanos) {
            unconfirmed = new HashMap<>(heartbeats.get());
        } else if (!unconfirmed.isEmpty()) {
            Map<String, Double> answered = heartbeats.get();
            unconfirmed.entrySet().removeIf(consumer -> isConfirmed(consumer, answered));
        }
        lastTick = now;
    }

    /** Whether somebody else may have the partitions that this process believes to be its own. */
    synchronized boolean isSuspect() {
        return !unconfirmed.isEmpty() || nanoClock.getAsLong() - lastTick > limitNanos;
    }

    /** A consumer that is gone has given up its partitions. */
    private static boolean isConfirmed(Map.Entry<String, Double> consumer, Map<String, Double> answered) {
        Double now = answered.get(consumer.getKey());
        return now == null || now >= consumer.getValue() + CONFIRMATIONS;
    }
}
