package ocs.pulse.capture;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import ocs.pulse.source.SourceProblem;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The task of {@link HoldingPostgresConnector}: one {@link TaskLife} after another. An outage is waited for here, as
 * Connect leaves a failed task alone; what is lost or changed fails the task, whose trace then ends in a coded problem.
 */
public final class HoldingPostgresTask extends SourceTask {
    private static final Logger LOG = LoggerFactory.getLogger(HoldingPostgresTask.class);
    /** So long at most does a poll keep a worker waiting. */
    private static final Duration IDLE = Duration.ofMillis(500);

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Restarts restarts = new Restarts();
    private Map<String, String> properties = Map.of();
    private Optional<Checkpoint> stored = Optional.empty();
    private long lives;
    private long openAt;
    private boolean gotFurther;
    private volatile @Nullable TaskLife life;

    @Override
    public String version() {
        return TaskLife.version();
    }

    @Override
    public void start(Map<String, String> given) {
        properties = Map.copyOf(given);
        Map<String, Object> offset = context.offsetStorageReader().offset(ConnectConfig.PARTITION);
        stored = ConnectOffset.read(offset);
        lives = ConnectOffset.lives(offset);
        try {
            life = TaskLife.open(properties, stored, ++lives, context);
        } catch (RuntimeException failed) {
            // Settings that never worked are to be seen at once.
            if (stored.isEmpty() || stored.get().phase() == Checkpoint.Phase.SNAPSHOT) {
                throw failed;
            }
            again(failed);
        }
    }

    /** What Connect took from the last poll is in the topic by now, with its offset: it commits batch by batch. */
    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        TaskLife current = life;
        try {
            if (current == null) {
                return open();
            }
            List<SourceRecord> records = current.poll();
            gotFurther |= records != null && !records.isEmpty();
            return records;
        } catch (RuntimeException failed) {
            if (current != null) {
                stored = Optional.of(current.checkpoint());
                life = null;
                current.close();
            }
            again(failed);
            return null;
        }
    }

    private @Nullable List<SourceRecord> open() throws InterruptedException {
        long pause = Math.min(openAt - System.nanoTime(), IDLE.toNanos());
        if (pause > 0 && stopping.await(pause, TimeUnit.NANOSECONDS)) {
            return null;
        }
        if (System.nanoTime() >= openAt) {
            life = TaskLife.open(properties, stored, ++lives, context);
        }
        return null;
    }

    private void again(RuntimeException failed) {
        RuntimeException cause = failed instanceof SourceProblem || failed instanceof CaptureProblem
                ? failed
                : CaptureProblem.ofEngine(failed);
        Restarts.Next next = restarts.after(cause, gotFurther);
        gotFurther = false;
        if (next instanceof Restarts.Stop stop) {
            throw stop.cause();
        }
        openAt = System.nanoTime() + ((Restarts.Again) next).pause().toNanos();
        LOG.warn("Capture starts again: {}", cause.getMessage());
        LOG.debug("Capture starts again", cause);
    }

    @Override
    public void commitRecord(SourceRecord record, @Nullable RecordMetadata metadata) throws InterruptedException {
        TaskLife current = life;
        if (current != null) {
            current.commitRecord(record, metadata);
        }
    }

    @Override
    public void commit() throws InterruptedException {
        TaskLife current = life;
        if (current != null) {
            current.commit();
        }
    }

    @Override
    public void stop() {
        stopping.countDown();
        TaskLife current = life;
        if (current != null) {
            current.close();
        }
    }
}
