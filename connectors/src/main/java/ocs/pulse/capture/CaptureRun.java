package ocs.pulse.capture;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.debezium.engine.spi.OffsetCommitPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import ocs.pulse.source.RowEstimates;
import ocs.pulse.source.SourceLayout;
import ocs.pulse.source.SourceShape;
import ocs.pulse.source.SourceSlot;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One life of the engine, from the fence to the last batch. */
final class CaptureRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CaptureRun.class);
    private static final Duration ENGINE_START = Duration.ofSeconds(60);

    private final ChangeProducer producer;
    private final Repairs repairs;
    private final ChangeBatches batches;
    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final CountDownLatch closable = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> engineFailure = new AtomicReference<>();
    private volatile boolean over;

    private final CaptureSettings settings;
    private final SourceLayout layout;
    private final @Nullable SourceShape shape;
    private final CaptureProgress progress;

    private CaptureRun(
            CaptureSettings settings,
            SourceLayout layout,
            ChangeProducer producer,
            Repairs repairs,
            Checkpoint checkpoint,
            long logEnd,
            CaptureProgress progress) {
        this.settings = settings;
        this.layout = layout;
        this.shape = checkpoint.shape();
        this.progress = progress;
        this.producer = producer;
        this.repairs = repairs;
        this.batches = new ChangeBatches(
                producer, checkpoint, new Trim(checkpoint.lastRow(), checkpoint.markers(), logEnd), progress, repairs);
        this.engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(EngineProperties.of(settings, layout, checkpoint.offset()))
                .using(OffsetCommitPolicy.always())
                .using(new DebeziumEngine.ConnectorCallback() {
                    @Override
                    public void pollingStarted() {
                        closable.countDown();
                    }
                })
                .using((success, message, error) -> {
                    if (!success) {
                        engineFailure.set(error == null ? new IllegalStateException(message) : error);
                    }
                })
                .notifying(batches)
                .build();
    }

    /**
     * Fences a predecessor, reads where it was, and makes the engine ready.
     *
     * @param resnapshot throw position and slot away first
     */
    static CaptureRun open(
            CaptureSettings settings, SourceLayout layout, boolean resnapshot, CaptureProgress progress) {
        SourceSlot slot = new SourceSlot(settings.address(), settings.names());
        String topicId = new ChangesTopic(settings).ensure();
        // Whoever streams from the slot is alive: it is refused here, not fenced.
        slot.awaitIdle(settings.slotPatience());
        ChangeProducer producer = ChangeProducer.fencing(settings);
        Repairs repairs = null;
        try {
            CaptureStart start = new CaptureStart(settings, slot, layout, topicId);
            Optional<Checkpoint> stored = new CheckpointReader(settings).read();
            Checkpoint decided = start.decide(stored, resnapshot);
            repairs = Repairs.open(
                    settings,
                    layout,
                    (key, value) -> producer.send(key, value, null),
                    stored.map(Checkpoint::requests).orElse(null));
            Checkpoint checkpoint = decided.withRequests(repairs.requestsDone());
            if (checkpoint.phase() == Checkpoint.Phase.SNAPSHOT) {
                // Before the slot is made: a start after a kill knows the slot as its own.
                producer.commit(checkpoint);
                progress.expect(RowEstimates.of(settings.address(), layout));
            }
            return new CaptureRun(settings, layout, producer, repairs, checkpoint, slot.logEnd(), progress);
        } catch (RuntimeException failure) {
            if (repairs != null) {
                repairs.close();
            }
            producer.close();
            throw failure;
        }
    }

    /** Runs until {@link #close} or a failure; returns the failure, or null after a close. */
    @Nullable
    RuntimeException run() {
        SourceWatch watch = SourceWatch.start(settings, layout, Objects.requireNonNull(shape), progress, this::fail);
        try {
            engine.run();
        } catch (RuntimeException thrown) {
            engineFailure.compareAndSet(null, thrown);
        } finally {
            closable.countDown();
            watch.close();
        }
        RuntimeException ours = batches.failure();
        if (ours != null) {
            return ours;
        }
        Throwable theirs = engineFailure.get();
        return theirs == null ? null : CaptureProblem.ofEngine(theirs);
    }

    /** Ends it with this as the reason. */
    private void fail(RuntimeException problem) {
        batches.fail(problem);
        stop();
    }

    /** Ends the engine behind the batch under way. */
    void stop() {
        batches.close();
        try {
            if (!closable.await(ENGINE_START.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The engine did not start within {} and is left behind", ENGINE_START);
                return;
            }
            if (!over) {
                engine.close();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException over) {
            LOG.debug("The engine had ended already", over);
        } catch (IOException failure) {
            LOG.warn("The engine did not end cleanly", failure);
        }
    }

    /** Ends it, run or not. */
    @Override
    public void close() {
        over = true;
        closable.countDown();
        repairs.close();
        producer.close();
    }
}
