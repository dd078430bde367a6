package ocs.pulse.live;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One answer and those who follow it. However often it is told that the answer may have changed, it reads it at most once
 * in {@link #LEAST_PAUSE}, by one thread at a time, and sends it to all only if it is another one.
 */
final class Feed {
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    /** Four events a second at most. */
    static final Duration LEAST_PAUSE = Duration.ofMillis(250);

    /** A reading takes at most this part of its feed's time, so that a costly answer leaves room for others. */
    private static final int SHARE = 4;

    private final Source source;
    private final ScheduledExecutorService threads;
    private final Consumer<Feed> retired;
    private final Runnable listener = this::changed;
    private final AtomicBoolean due = new AtomicBoolean();

    /** In {@link System#nanoTime()}. */
    private volatile long nextReading = System.nanoTime();

    // Guarded by this.
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private @Nullable Reading last;
    private boolean over;

    /** @param retired is told once, when nobody follows any more */
    Feed(Source source, ScheduledExecutorService threads, Consumer<Feed> retired) {
        this.source = source;
        this.threads = threads;
        this.retired = retired;
        source.listen(listener);
    }

    /**
     * Adds a follower and sends it the answer, or where it has that one already, a heartbeat.
     *
     * @param has the id of the answer that it has; empty for none
     * @return false where this feed is over
     */
    synchronized boolean join(Follower follower, String has) {
        if (over) {
            return false;
        }
        Reading now = current();
        followers.add(follower);
        if (now.id().equals(has)) {
            follower.heartbeat(now.heartbeat());
        } else {
            follower.event(now.event());
        }
        return true;
    }

    synchronized void leave(Follower follower) {
        if (followers.remove(follower)) {
            endIfAlone();
        }
    }

    /** Tells that the connection lives and how fresh the answer is; ends whom that may no longer be told. */
    synchronized void heartbeat() {
        if (over || last == null) {
            return;
        }
        byte[] comment = last.heartbeat();
        for (Follower follower : followers) {
            if (follower.isWelcome()) {
                follower.heartbeat(comment);
            } else {
                follower.end();
            }
        }
        // What the present alone changes: a window that rolls on.
        changed();
    }

    /** Ends every follower. */
    synchronized void end() {
        if (over) {
            return;
        }
        over = true;
        source.unlisten(listener);
        followers.forEach(Follower::end);
        followers.clear();
        retired.accept(this);
    }

    /** The answer may have changed. */
    private void changed() {
        if (due.compareAndSet(false, true)) {
            threads.schedule(this::refresh, nextReading - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private synchronized void refresh() {
        due.set(false);
        if (over) {
            return;
        }
        try {
            Reading before = last;
            Reading now = read();
            if (before == null || !before.id().equals(now.id())) {
                byte[] event = now.event();
                followers.forEach(follower -> follower.event(event));
            }
        } catch (RuntimeException failed) {
            LOG.info("An event stream ends, its followers may come again: {}", failed.toString());
            end();
        }
    }

    private Reading current() {
        Reading known = last;
        if (known != null && System.nanoTime() - nextReading < 0) {
            return known;
        }
        try {
            return read();
        } catch (RuntimeException failed) {
            endIfAlone();
            throw failed;
        }
    }

    private Reading read() {
        long begin = System.nanoTime();
        Reading now = source.read(last);
        last = now;
        long took = System.nanoTime() - begin;
        nextReading = begin + Math.max(LEAST_PAUSE.toNanos(), SHARE * took);
        return now;
    }

    private void endIfAlone() {
        if (followers.isEmpty()) {
            end();
        }
    }
}
