package ocs.pulse.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import ocs.pulse.change.TeamRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LostStateTest {
    private static final TeamRecord WATERMARK = new TeamRecord.Watermark(7, 7);

    @TempDir
    private java.io.File directory;

    private final Teams teams = new Teams(1, 1 << 20);

    @Test
    void shouldRestoreAgainWhenAnEmptyStoreIsFedFromTheMiddle() {
        TeamsProcessor processor = new TeamsProcessor(teams);
        KeyValueStore<Bytes, byte[]> store = store();
        MockProcessorContext<Void, Void> context = context(store, 41);
        processor.init(context);

        assertThatThrownBy(() -> processor.process(new Record<>(new byte[0], WATERMARK, 0)))
                .isInstanceOf(TaskCorruptedException.class);
        assertThat(store.all().hasNext()).as("nothing was written").isFalse();
        processor.close();
    }

    @Test
    void shouldStopWhenRestoringBringsNothingBack() {
        TeamsProcessor processor = new TeamsProcessor(teams);
        for (int restore = 0; restore < 3; restore++) {
            processor.init(context(store(), 41));
            assertThatThrownBy(() -> processor.process(new Record<>(new byte[0], WATERMARK, 0)))
                    .isInstanceOf(TaskCorruptedException.class);
            processor.close();
        }
        processor.init(context(store(), 41));
        assertThatThrownBy(() -> processor.process(new Record<>(new byte[0], WATERMARK, 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pulse.teams goes on at offset 41");
        processor.close();
    }

    @Test
    void shouldGoOnFromASnapshotOrFromWhatIsKept() {
        TeamsProcessor processor = new TeamsProcessor(teams);
        KeyValueStore<Bytes, byte[]> store = store();
        processor.init(context(store, 41));
        processor.process(new Record<>(new byte[0], new TeamRecord.Snapshot(1, false), 0));
        processor.process(new Record<>(new byte[0], new TeamRecord.Snapshot(1, true), 0));
        processor.close();

        processor.init(context(store, 43));
        processor.process(new Record<>(new byte[0], WATERMARK, 0));
        assertThat(teams.watermarkAt()).isEqualTo(7);
        processor.close();
    }

    private static KeyValueStore<Bytes, byte[]> store() {
        return Stores.inMemoryKeyValueStore(TeamsTopology.STORE).get();
    }

    private MockProcessorContext<Void, Void> context(KeyValueStore<Bytes, byte[]> store, long offset) {
        MockProcessorContext<Void, Void> context =
                new MockProcessorContext<>(new Properties(), new TaskId(1, 0), directory);
        if (!store.isOpen()) {
            store.init(context.getStateStoreContext(), store);
        }
        context.addStateStore(store);
        context.setRecordMetadata(TeamsTopology.TOPIC, 0, offset);
        return context;
    }
}
