package ocs.pulse.run;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been started; closes in the reverse order, each part whatever happened to the others. */
final class Parts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private final Deque<Part> started = new ArrayDeque<>();

    private record Part(String name, AutoCloseable closing) {}

    /** Notes a part that has just been started. */
    <P extends AutoCloseable> P add(String name, P part) {
        started.push(new Part(name, part));
        return part;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            close(started.pop());
        }
    }

    private static void close(Part part) {
        long begin = System.nanoTime();
        try {
            part.closing().close();
            LOG.debug("{} stopped in {} ms", part.name(), (System.nanoTime() - begin) / 1_000_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            LOG.warn("{} did not stop before the program was interrupted", part.name());
        } catch (Exception failed) {
            LOG.warn("{} did not stop cleanly", part.name(), failed);
        }
    }
}
