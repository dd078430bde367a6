package ocs.pulse.team;

import ocs.pulse.change.TeamRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Applies the records of one partition, in order, to its {@link TeamPartition}. */
final class TeamsProcessor implements Processor<byte[], TeamRecord, Void, Void> {
    private final Teams teams;
    private @Nullable TeamPartition partition;
    private @Nullable ProcessorContext<Void, Void> context;
    private boolean begun;

    TeamsProcessor(Teams teams) {
        this.teams = teams;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(TeamsTopology.STORE);
        TeamPartition opened = new TeamPartition(context.taskId().partition(), store, teams.memory());
        partition = opened;
        begun = false;
        teams.opened(opened);
    }

    @Override
    public void process(Record<byte[], TeamRecord> record) {
        if (partition == null || context == null) {
            throw new IllegalStateException("A record came before init");
        }
        long offset = context.recordMetadata().map(RecordMetadata::offset).orElse(0L);
        if (!begun && lacksWhatCameBefore(partition, record.value(), offset)) {
            teams.lost().found(context.taskId(), TeamsTopology.TOPIC, offset);
        }
        begun = true;
        partition.apply(record.value(), offset);
    }

    private static boolean lacksWhatCameBefore(TeamPartition partition, TeamRecord record, long offset) {
        return offset > 0 && partition.position().epoch() == 0 && !(record instanceof TeamRecord.Snapshot);
    }

    @Override
    public void close() {
        if (partition != null) {
            teams.closed(partition);
            partition.close();
            partition = null;
        }
    }
}
