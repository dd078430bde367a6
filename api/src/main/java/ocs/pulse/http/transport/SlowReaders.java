package ocs.pulse.http.transport;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hangs up on clients that do not read their answers, once there are more of them than the server can spare threads for: a
 * thread that writes waits until what it has handed over is sent. Whoever has let a block wait for the longest goes first. As
 * long as there are fewer, a reader may be as slow as it is. A stream of events holds no thread and is left alone.
 */
final class SlowReaders extends Handler.Wrapper {
    private static final Logger LOG = LoggerFactory.getLogger(SlowReaders.class);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final int most;
    private final Duration patience;
    private final Scheduler scheduler;
    private final Set<Block> waiting = new LinkedHashSet<>();

    /** A part of an answer that is handed over and not sent yet; each is another one. */
    private static final class Block {
        final Request request;
        final long since = System.nanoTime();

        Block(Request request) {
            this.request = request;
        }

        boolean isOlderThan(Duration age) {
            return System.nanoTime() - since > age.toNanos();
        }
    }

    /**
     * @param most readers that may let the server wait
     * @param patience how long each may do so at any rate
     */
    SlowReaders(int most, Duration patience, Scheduler scheduler) {
        this.most = most;
        this.patience = patience;
        this.scheduler = scheduler;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        scheduleLook();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(request, new Watched(request, response), callback);
    }

    private final class Watched extends Response.Wrapper {
        Watched(Request request, Response response) {
            super(request, response);
        }

        @Override
        public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
            if (isEvents()) {
                super.write(last, content, callback);
                return;
            }
            Block block = new Block(getRequest());
            handOver(block);
            super.write(last, content, Callback.from(callback, () -> sent(block)));
        }

        private boolean isEvents() {
            @Nullable String type = getHeaders().get(HttpHeader.CONTENT_TYPE);
            return type != null && type.startsWith("text/event-stream");
        }
    }

    private void handOver(Block block) {
        synchronized (waiting) {
            waiting.add(block);
        }
    }

    private void sent(Block block) {
        synchronized (waiting) {
            waiting.remove(block);
        }
    }

    private void scheduleLook() {
        scheduler.schedule(this::look, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        for (Block block : tooMany()) {
            LOG.debug("Hung up on {}: it does not read its answer", block.request.getConnectionMetaData());
            block.request
                    .getConnectionMetaData()
                    .getConnection()
                    .getEndPoint()
                    .close(new EofException("Does not read its answer"));
        }
        if (isStarting() || isRunning()) {
            scheduleLook();
        }
    }

    /** The oldest come first. */
    private List<Block> tooMany() {
        synchronized (waiting) {
            List<Block> old = new ArrayList<>(waiting);
            return old.subList(0, Math.max(0, old.size() - most)).stream()
                    .filter(block -> block.isOlderThan(patience))
                    .toList();
        }
    }
}
