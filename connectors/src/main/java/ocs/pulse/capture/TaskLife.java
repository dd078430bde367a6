package ocs.pulse.capture;

import io.debezium.connector.postgresql.PostgresConnectorTask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import ocs.pulse.source.RowEstimates;
import ocs.pulse.source.SourceCheck;
import ocs.pulse.source.SourceLayout;
import ocs.pulse.source.SourceProblem;
import ocs.pulse.source.SourceSlot;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;

/** One life of Debezium's task in a worker, checked and begun as the embedded engine's. */
final class TaskLife implements AutoCloseable {
    private final PostgresConnectorTask debezium = new PostgresConnectorTask();
    private final AtomicReference<@Nullable SourceProblem> changed = new AtomicReference<>();
    private final HeldRecords held;
    private final Repairs repairs;
    private final SourceWatch watch;

    private TaskLife(
            CaptureSettings settings,
            SourceLayout layout,
            Checkpoint checkpoint,
            Repairs repairs,
            CaptureProgress progress,
            HeldRecords held) {
        this.repairs = repairs;
        this.held = held;
        this.watch = SourceWatch.start(
                settings,
                layout,
                Objects.requireNonNull(checkpoint.shape()),
                progress,
                problem -> changed.compareAndSet(null, problem));
    }

    static String version() {
        return new PostgresConnectorTask().version();
    }

    /**
     * @param properties as the worker gives them
     * @param stored where the life before was; empty: there was none
     * @param lives how many were begun, this one included
     */
    static TaskLife open(
            Map<String, String> properties, Optional<Checkpoint> stored, long lives, SourceTaskContext context) {
        CaptureSettings settings = ConnectConfig.settings(properties);
        SourceLayout layout = new SourceCheck(settings.address(), settings.names(), settings.terms()).prepare();
        SourceSlot slot = new SourceSlot(settings.address(), settings.names());
        slot.awaitIdle(settings.slotPatience());
        String topicId = new ChangesTopic(settings).ensure();
        Checkpoint decided = new CaptureStart(settings, slot, layout, topicId).decide(stored, false);
        CaptureProgress progress = new CaptureProgress();
        if (decided.phase() == Checkpoint.Phase.SNAPSHOT) {
            progress.expect(RowEstimates.of(settings.address(), layout));
        }
        long logEnd = slot.logEnd();
        RepairOutbox repaired = new RepairOutbox(settings.changesTopic());
        Repairs repairs = Repairs.open(
                settings, layout, repaired, stored.map(Checkpoint::requests).orElse(null));
        Checkpoint checkpoint = decided.withRequests(repairs.requestsDone());
        HeldRecords held = new HeldRecords(checkpoint, logEnd, lives, progress, repairs, repaired);
        TaskLife life = new TaskLife(settings, layout, checkpoint, repairs, progress, held);
        try {
            life.debezium.initialize(new ContinuedContext(context, checkpoint.offset()));
            life.debezium.start(withTablesOf(properties, settings, layout));
            return life;
        } catch (RuntimeException failed) {
            life.close();
            throw failed;
        }
    }

    /** The tables and columns as they are now, whatever they were when the connector was made. */
    private static Map<String, String> withTablesOf(
            Map<String, String> properties, CaptureSettings settings, SourceLayout layout) {
        Map<String, String> now = new HashMap<>(properties);
        Properties ours = EngineProperties.connector(settings, layout);
        for (String name : List.of("table.include.list", "column.include.list")) {
            now.put(name, ours.getProperty(name));
        }
        return now;
    }

    /** Behind the last record that was given out. */
    Checkpoint checkpoint() {
        return held.checkpoint();
    }

    @Nullable
    List<SourceRecord> poll() throws InterruptedException {
        SourceProblem problem = changed.get();
        if (problem != null) {
            throw problem;
        }
        List<SourceRecord> batch = debezium.poll();
        return batch == null ? null : held.take(batch);
    }

    /** Before the snapshot is complete nothing is acknowledged, as nothing would be continued from. */
    void commitRecord(SourceRecord record, @Nullable RecordMetadata metadata) throws InterruptedException {
        if (ConnectOffset.continues(record.sourceOffset())) {
            debezium.commitRecord(record, metadata);
        }
    }

    void commit() throws InterruptedException {
        debezium.commit();
    }

    @Override
    public void close() {
        watch.close();
        repairs.close();
        debezium.stop();
    }
}
