package ocs.pulse.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.change.TeamRecords;
import ocs.pulse.tables.SourceTable;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Puts the {@link Ledger} into Kafka Streams.
 *
 * <p>The teams are told of nothing that is not committed. So while the ledger keeps up with the log, it commits a transaction as
 * soon as that has ended, and otherwise more often than its thread does by itself. Behind the log, and in a snapshot, nobody waits
 * for one commit, and all of them would only take its time.
 */
final class LedgerProcessor implements Processor<byte[], byte[], byte[], byte[]>, LedgerSink {
    /** While work waits, a slice is done with every record; these go on when no record comes. */
    private static final Duration BETWEEN_SLICES = Duration.ofMillis(20);

    private static final int SLICES_AT_ONCE = 10;

    /** What reached the log longer ago, by the broker's clock, did not come just now. */
    private static final long JUST_NOW_MS = 1_000;

    private final LedgerBoard board;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable Ledger ledger;
    private boolean begun;
    private @Nullable Long earlyInterval;
    /** Whether the teams were told of something that is not committed. */
    private boolean told;

    private long lastCommit;
    private long newest;

    LedgerProcessor(LedgerBoard board) {
        this.board = board;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> initialised) {
        context = initialised;
        KeyValueStore<Bytes, byte[]> store = initialised.getStateStore(LedgerTopology.STORE);
        ledger = new Ledger(new StreamsLedgerStore(store), this, board);
        begun = false;
        initialised.schedule(BETWEEN_SLICES, PunctuationType.WALL_CLOCK_TIME, now -> goOn());
        if (initialised.appConfigs().get(LedgerTopology.EARLY_COMMITS) instanceof Long interval) {
            earlyInterval = interval;
            initialised.schedule(Duration.ofMillis(interval), PunctuationType.WALL_CLOCK_TIME, this::commitEarly);
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Ledger current = ledger();
        long offset = context().recordMetadata().map(RecordMetadata::offset).orElse(-1L);
        Input input = Input.of(record.key(), record.value(), offset, record.timestamp());
        if (!begun && current.lacksWhatCameBefore(input)) {
            board.lost().found(context().taskId(), LedgerTopology.CHANGES, offset);
        }
        begun = true;
        current.accept(input);
        if (current.isBusy()) {
            current.slice();
        }
        newest = record.timestamp();
        long now = context().currentSystemTimeMs();
        if (earlyInterval != null && now - lastCommit >= earlyInterval && !current.isInTransaction()) {
            commitEarly(now);
        }
    }

    private void commitEarly(long now) {
        if (told && now - newest < JUST_NOW_MS && !ledger().isInSnapshot()) {
            context().commit();
            told = false;
            lastCommit = now;
        }
    }

    /** Wherever the ledger goes on, its status is told there. */
    @Override
    public void close() {
        board.show(LedgerStatus.UNKNOWN);
    }

    private void goOn() {
        Ledger current = ledger();
        for (int slice = 0; slice < SLICES_AT_ONCE && current.isBusy(); slice++) {
            current.slice();
        }
    }

    @Override
    public void send(TeamKey audience, TeamRecord record, long timestamp) {
        told = true;
        context()
                .forward(
                        new Record<>(audience.encode(), TeamRecords.encode(record), Math.max(0, timestamp)),
                        LedgerTopology.TEAMS_SINK);
    }

    @Override
    public void deadLetter(Input input, String reason, @Nullable SourceTable table) {
        Headers headers = new RecordHeaders()
                .add("pulse.reason", utf8(reason))
                .add("pulse.offset", utf8(Long.toString(input.offset())));
        if (table != null) {
            headers.add("pulse.table", utf8(table.qualifiedName()));
        }
        context()
                .forward(
                        new Record<>(input.keyBytes(), input.valueBytes(), Math.max(0, input.timestamp()), headers),
                        LedgerTopology.DEAD_LETTERS_SINK);
    }

    @Override
    public void report(RepairReport report) {
        long now = context().currentSystemTimeMs();
        context().forward(new Record<>(utf8(report.id()), report.encode(), now), LedgerTopology.REPAIRS_SINK);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Ledger ledger() {
        return Objects.requireNonNull(ledger, "init comes first");
    }

    private ProcessorContext<byte[], byte[]> context() {
        return Objects.requireNonNull(context, "init comes first");
    }
}
