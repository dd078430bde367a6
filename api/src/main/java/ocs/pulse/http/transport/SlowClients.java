package ocs.pulse.http.transport;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hangs up on clients that send a request bit by bit: Jetty's own time-out begins anew with each byte. A connection is
 * closed when bytes have come for longer than the patience without another request becoming whole. A connection on which
 * nothing comes is none of these, be it at rest or reading a stream.
 */
final class SlowClients extends AbstractLifeCycle implements Connection.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(SlowClients.class);

    private final Duration patience;
    private final Scheduler scheduler;
    private final Map<Connection, Seen> connections = new ConcurrentHashMap<>();

    /** How far a connection had come when its present request began. */
    private record Seen(long requests, long bytes, long nanos) {}

    SlowClients(Duration patience, Scheduler scheduler) {
        this.patience = patience;
        this.scheduler = scheduler;
    }

    @Override
    protected void doStart() {
        scheduleLook();
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof HttpConnection) {
            connections.put(connection, new Seen(0, 0, System.nanoTime()));
        }
    }

    @Override
    public void onClosed(Connection connection) {
        connections.remove(connection);
    }

    private void scheduleLook() {
        scheduler.schedule(this::look, Math.max(1, patience.toMillis() / 4), TimeUnit.MILLISECONDS);
    }

    private void look() {
        long now = System.nanoTime();
        connections.replaceAll((connection, seen) -> seenAgain(connection, seen, now));
        if (isStarting() || isRunning()) {
            scheduleLook();
        }
    }

    private Seen seenAgain(Connection connection, Seen seen, long now) {
        boolean moved = connection.getMessagesIn() != seen.requests();
        boolean still = connection.getBytesIn() == seen.bytes();
        if (moved || still) {
            return new Seen(connection.getMessagesIn(), connection.getBytesIn(), now);
        }
        if (now - seen.nanos() > patience.toNanos()) {
            LOG.debug("Hung up on {}: a request took too long to come", connection.getEndPoint());
            connection.getEndPoint().close();
        }
        return seen;
    }
}
