package ocs.pulse.live;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The feeds that somebody follows, by what is asked: who asks the same shares one. A few threads serve all of them. */
public final class Feeds implements AutoCloseable {
    private final Map<Object, Feed> feeds = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor threads;
    private volatile boolean closed;

    /** @param heartbeat how often every follower is sent at least a comment */
    public Feeds(Duration heartbeat) {
        int count = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        AtomicInteger number = new AtomicInteger();
        threads = new ScheduledThreadPoolExecutor(
                count,
                task -> {
                    Thread thread = new Thread(task, "pulse-live-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                // Whoever tells of a change after the end is not to suffer for it.
                new ThreadPoolExecutor.DiscardPolicy());
        threads.scheduleWithFixedDelay(
                () -> feeds.values().forEach(Feed::heartbeat),
                heartbeat.toNanos(),
                heartbeat.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    /**
     * Has the follower sent the answer at once, and again whenever it is another one.
     *
     * @param question equal for two who ask the same
     * @param source is read from where nobody asks the same yet
     * @param has the id of the answer that the follower has; empty for none
     * @return false where these feeds are closed
     */
    public boolean follow(Object question, Source source, Follower follower, String has) {
        while (!closed) {
            Feed feed = feeds.computeIfAbsent(
                    question, asked -> new Feed(source, threads, retired -> feeds.remove(asked, retired)));
            if (feed.join(follower, has)) {
                return true;
            }
        }
        return false;
    }

    public void leave(Object question, Follower follower) {
        Feed feed = feeds.get(question);
        if (feed != null) {
            feed.leave(follower);
        }
    }

    /** How many different answers are followed. */
    public int size() {
        return feeds.size();
    }

    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
        List.copyOf(feeds.values()).forEach(Feed::end);
    }
}
