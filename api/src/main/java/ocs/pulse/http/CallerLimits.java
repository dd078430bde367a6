package ocs.pulse.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import ocs.pulse.auth.Caller;

/**
 * How much each caller may ask for: so many requests a second (twice as many at once after a rest), and so many at the same
 * time. One caller's hurry takes nothing from another.
 */
public final class CallerLimits {
    /** Callers that are kept apart; of more, those that asked longest ago begin anew. */
    private static final int MOST_CALLERS = 10_000;

    private final int perSecond;
    private final int atOnce;
    private final int exports;
    private final Cache<String, Use> uses = Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    /** Tables that wait on disk for one caller to read them; their readers may be slow. */
    static final int MOST_EXPORTS = 16;

    private record Use(Bucket rate, Semaphore free, Semaphore exports) {}

    /** A request that is being answered; over when it is closed. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    public CallerLimits(int perSecond, int atOnce) {
        this(perSecond, atOnce, MOST_EXPORTS);
    }

    private CallerLimits(int perSecond, int atOnce, int exports) {
        this.perSecond = perSecond;
        this.atOnce = atOnce;
        this.exports = exports;
    }

    /** For a program that keeps no callers apart. */
    public static CallerLimits none() {
        return new CallerLimits(100_000_000, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** Throws a {@link TooMany}. */
    Turn enter(Caller caller) {
        Use use = uses.get(caller.name(), name -> use());
        ConsumptionProbe probe = use.rate().tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooMany(
                    "more than " + perSecond + " requests a second", Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
        if (!use.free().tryAcquire()) {
            throw new TooMany("more than " + atOnce + " requests at the same time", Duration.ofSeconds(1));
        }
        return use.free()::release;
    }

    /** A whole table for the caller, from its beginning until it has been read. Throws a {@link TooMany}. */
    Turn export(Caller caller) {
        Semaphore free = uses.get(caller.name(), name -> use()).exports();
        if (!free.tryAcquire()) {
            throw new TooMany("more than " + exports + " tables as CSV at the same time", Duration.ofSeconds(1));
        }
        return free::release;
    }

    private Use use() {
        Bucket rate = Bucket.builder()
                .addLimit(limit -> limit.capacity(2L * perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
        return new Use(rate, new Semaphore(atOnce), new Semaphore(exports));
    }
}
