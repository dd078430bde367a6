package ocs.pulse.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The streams of events that come from other instances; ends those that have fallen silent. */
final class PeerStreams implements AutoCloseable {
    /** Longer than an instance ever is without an event or a heartbeat. */
    private static final Duration SILENCE = Duration.ofSeconds(40);

    private static final int LOOK_SECONDS = 5;

    private final Set<PeerEvents> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "pulse-peer-streams");
        thread.setDaemon(true);
        return thread;
    });

    PeerStreams() {
        var unused = watch.scheduleWithFixedDelay(this::endSilent, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    void watch(PeerEvents events) {
        open.add(events);
    }

    void forget(PeerEvents events) {
        open.remove(events);
    }

    private void endSilent() {
        long now = System.nanoTime();
        for (PeerEvents events : open) {
            if (now - events.heardAt() > SILENCE.toNanos()) {
                events.end();
            }
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        open.forEach(PeerEvents::end);
    }
}
