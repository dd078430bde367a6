package ocs.pulse.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes just now is committed early and once; what has waited, and a snapshot, when the thread does so by itself. */
class EarlyCommitsTest {
    private static final long INTERVAL_MS = 30;
    private static final long NOW = 1_000_000;
    private static final String STARTED = "{\"id\":\"x\",\"aggregate_type\":\"Initial Snapshot\",\"type\":\"STARTED\"}";
    private static final String BEGUN = "{\"status\":\"BEGIN\",\"id\":\"9:7\",\"ts_ms\":5}";
    private static final String ENDED = "{\"status\":\"END\",\"id\":\"9:7\",\"event_count\":1,\"ts_ms\":5}";

    @TempDir
    private File directory;

    private long chats;
    private final LedgerProcessor processor = new LedgerProcessor(new LedgerBoard());
    private MockProcessorContext<byte[], byte[]> context = context(new Properties());

    @BeforeEach
    void start() {
        Properties settings = new Properties();
        settings.put(LedgerTopology.EARLY_COMMITS, INTERVAL_MS);
        context = context(settings);
        context.setCurrentSystemTimeMs(NOW);
        processor.init(context);
    }

    @Test
    void shouldCommitWhatCameJustNowOnce() {
        send(BEGUN, NOW - 100);
        send(created(), NOW - 100);
        tick();
        assertThat(context.committed()).isTrue();

        context.resetCommit();
        tick();
        assertThat(context.committed()).as("nothing has come since").isFalse();

        send(created(), NOW);
        tick();
        assertThat(context.committed()).isTrue();
    }

    @Test
    void shouldCommitATransactionAtOnceWhenItHasEnded() {
        send(BEGUN, NOW);
        send(created(), NOW);
        assertThat(context.committed()).isFalse();

        send(ENDED, NOW);
        assertThat(context.committed()).isTrue();

        context.resetCommit();
        context.setCurrentSystemTimeMs(NOW + INTERVAL_MS - 1);
        transaction();
        assertThat(context.committed()).as("that soon after another").isFalse();

        context.setCurrentSystemTimeMs(NOW + INTERVAL_MS);
        transaction();
        assertThat(context.committed()).isTrue();
    }

    @Test
    void shouldNotCommitEarlyWhatHasWaited() {
        send(created(), NOW - 5_000);
        send(ENDED, NOW - 5_000);
        tick();

        assertThat(context.committed()).isFalse();
    }

    @Test
    void shouldNotCommitEarlyInASnapshot() {
        send(STARTED, NOW);
        send(chat("r", 0, "true"), NOW);
        tick();

        assertThat(context.committed()).isFalse();
    }

    private void transaction() {
        send(created(), NOW);
        send(ENDED, NOW);
    }

    /** Another chat each time: teams are not told twice of one. */
    private String created() {
        return chat("c", 9, "false");
    }

    private String chat(String op, long transaction, String snapshot) {
        chats++;
        return ("{'op':'%s','before':null,'after':{'id':%d,'team_id':1},'source':{'schema':'public','table':'chat_chat',"
                        + "'txId':%d,'lsn':%d,'snapshot':'%s','ts_ms':5}}")
                .formatted(op, chats, transaction, 100 + chats, snapshot)
                .replace('\'', '"');
    }

    private void send(String value, long timestamp) {
        processor.process(
                new Record<>("{}".getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8), timestamp));
    }

    private void tick() {
        context.scheduledPunctuators().stream()
                .filter(scheduled -> scheduled.getInterval().equals(Duration.ofMillis(INTERVAL_MS)))
                .map(CapturedPunctuator::getPunctuator)
                .forEach(early -> early.punctuate(NOW));
    }

    private MockProcessorContext<byte[], byte[]> context(Properties settings) {
        MockProcessorContext<byte[], byte[]> made = new MockProcessorContext<>(settings, new TaskId(0, 0), directory);
        KeyValueStore<Bytes, byte[]> store =
                Stores.inMemoryKeyValueStore(LedgerTopology.STORE).get();
        store.init(made.getStateStoreContext(), store);
        made.addStateStore(store);
        return made;
    }
}
