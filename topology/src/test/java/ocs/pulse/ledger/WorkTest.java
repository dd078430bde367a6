package ocs.pulse.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import ocs.pulse.PulseStreams;
import ocs.pulse.change.Envelope;
import ocs.pulse.change.Row;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One input that means work over a whole table: done in slices that are each small, whatever the table's size, and gone on
 * with after a kill in the midst of it, while what comes later waits in its order. The same over millions of rows on disk,
 * the longest slice far below a transaction's time-out:
 *
 * <pre>mvn test -pl topology -am -Dtest=WorkTest -Dtest.excluded=none -Dsurefire.failIfNoSpecifiedTests=false -Dpulse.rows=5000000</pre>
 */
class WorkTest {
    private static final int ROWS = 50_000;
    private static final Row.Chat CHAT = new Row.Chat(50, 6);
    /** A slice looks at some rows more than it is asked to: it stops between pages. */
    private static final int LONGEST_SLICE = Ledger.SLICE_ROWS + 17 * 32;

    @TempDir
    Path directory;

    private final Told told = new Told();
    private LedgerStore store = new MemoryLedgerStore();
    private Ledger ledger = new Ledger(store, told, new LedgerBoard());
    private long offset;
    private long longestNanos;

    @Test
    void shouldEmptyATruncatedTableInSlicesWhenItIsKilledMidway() {
        truncate(ROWS);
    }

    @Test
    void shouldForgetTheRowsOfALostTableInSlicesWhenItIsKilledMidway() {
        vanish(ROWS);
    }

    @Test
    @Tag("soak")
    void shouldDoTheSameOverMillionsOfRows() {
        int rows = Integer.getInteger("pulse.rows", 5_000_000);
        try (DiskLedgerStore disk = new DiskLedgerStore(directory)) {
            store = disk;
            ledger = new Ledger(store, told, new LedgerBoard());
            long start = System.nanoTime();
            truncate(rows);
            System.out.printf("truncate of %,d rows: %s%n", rows, seconds(start));
            start = System.nanoTime();
            vanish(rows);
            System.out.printf("end of an epoch that lost %,d rows: %s%n", rows, seconds(start));
        }
    }

    private String seconds(long start) {
        assertThat(Duration.ofNanos(longestNanos)).isLessThan(PulseStreams.TRANSACTION_TIMEOUT.dividedBy(10));
        String text = "%.1f s with the snapshot before it, longest slice %.0f ms"
                .formatted((System.nanoTime() - start) / 1e9, longestNanos / 1e6);
        longestNanos = 0;
        return text;
    }

    private void truncate(int rows) {
        snapshot(1_000, rows);
        long lsn = 2_000;
        accept(Envelope.truncate(SourceTable.MESSAGE, 3, lsn));
        accept(Envelope.end(3));
        accept(Envelope.insert(message(rows + 1), 4, lsn + 5));
        accept(Envelope.end(4));
        accept(Envelope.heartbeat(5, lsn + 9));

        work(rows);

        assertThat(told.messages).as("what came after the truncate").isEqualTo(1);
        assertThat(told.order()).containsExactly("end 3", "insert " + (rows + 1), "end 4", "watermark " + (lsn + 9));
    }

    private void vanish(int rows) {
        snapshot(3_000, rows);
        accept(Envelope.notification("STARTED"));
        accept(Envelope.snapshot(CHAT, 4_000));
        accept(Envelope.notification("COMPLETED"));
        accept(Envelope.insert(message(rows + 1), 7, 4_005));
        accept(Envelope.end(7));

        work(rows);

        assertThat(told.messages).isEqualTo(1);
        assertThat(told.order()).endsWith("complete", "insert " + (rows + 1), "end 7");
    }

    private void snapshot(long lsn, int rows) {
        accept(Envelope.notification("STARTED"));
        accept(Envelope.snapshot(CHAT, lsn));
        for (int id = 1; id <= rows; id++) {
            accept(Envelope.snapshot(message(id), lsn));
        }
        accept(Envelope.notification("COMPLETED"));
        while (ledger.isBusy()) {
            slice();
        }
        assertThat(told.messages).isEqualTo(rows);
        told.notes.clear();
    }

    /** Does the work; half way the ledger dies and another one goes on with its store. */
    private void work(int rows) {
        boolean killed = false;
        while (ledger.isBusy()) {
            long before = told.messages;
            slice();
            assertThat(before - told.messages).isLessThanOrEqualTo(LONGEST_SLICE);
            if (!killed && told.messages < rows / 2) {
                ledger = new Ledger(store, told, new LedgerBoard());
                killed = true;
            }
        }
        assertThat(killed).isTrue();
    }

    private void accept(Envelope envelope) {
        long start = System.nanoTime();
        ledger.accept(Input.of(envelope.keyBytes(), envelope.valueBytes(), offset++, 1));
        longestNanos = Math.max(longestNanos, System.nanoTime() - start);
    }

    private void slice() {
        long start = System.nanoTime();
        ledger.slice();
        longestNanos = Math.max(longestNanos, System.nanoTime() - start);
    }

    private static Row.Message message(long id) {
        return new Row.Message(id, CHAT.id(), "ai", id);
    }

    /** How many messages the team has, and what else it was told. */
    private static final class Told implements LedgerSink {
        private final List<String> notes = new ArrayList<>();
        private long messages;
        private boolean emptied;

        @Override
        public void send(TeamKey audience, TeamRecord record, long timestamp) {
            if (record instanceof TeamRecord.Changed it && it.row() instanceof Row.Message row) {
                messages += (it.after() == null ? 0 : 1) - (it.before() == null ? 0 : 1);
                emptied |= it.after() == null;
                if (it.transaction() > 3) {
                    notes.add("insert " + row.id());
                }
            } else if (record instanceof TeamRecord.TransactionEnd it) {
                notes.add("end " + it.transaction());
            } else if (record instanceof TeamRecord.Watermark it) {
                notes.add("watermark " + it.lsn());
            } else if (record instanceof TeamRecord.Snapshot it && it.complete()) {
                notes.add("complete");
            }
        }

        List<String> order() {
            assertThat(emptied).isTrue();
            return notes;
        }

        @Override
        public void deadLetter(Input input, String reason, @Nullable SourceTable table) {
            throw new AssertionError(reason);
        }

        @Override
        public void report(RepairReport report) {
            throw new AssertionError("Nobody asked for a repair");
        }
    }
}
