package ocs.pulse.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.change.Rows;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.Test;

class StoredRowsTest {
    private static final int MANY = 3 * StoredRows.BATCH + 7;

    @Test
    void shouldGiveEveryRowInOrderWhenThereAreSeveralBatches() {
        List<Placed> rows = new ArrayList<>();
        Entries entries = new Entries(MANY);
        StoredRows.forEach(entries, rows::add);
        assertThat(rows).hasSize(MANY);
        for (int id = 0; id < MANY; id++) {
            assertThat(rows.get(id)).isEqualTo(participant(id));
        }
    }

    @Test
    void shouldGiveNothingWhenThereIsNothing() {
        List<Placed> rows = new ArrayList<>();
        StoredRows.forEach(new Entries(0), rows::add);
        assertThat(rows).isEmpty();
    }

    @Test
    void shouldLeaveTheEntriesAloneWhenTheVisitorHasFailed() {
        Entries entries = new Entries(MANY);
        assertThatThrownBy(() -> StoredRows.forEach(entries, row -> {
                    throw new IllegalArgumentException("no");
                }))
                .hasMessage("no");
        entries.close();
        assertThat(entries.next).isGreaterThanOrEqualTo(StoredRows.BATCH).isLessThanOrEqualTo(2 * StoredRows.BATCH);
        assertThat(entries.usedAfterwards).isFalse();
    }

    @Test
    void shouldThrowWhatReadingThrewInWhicheverThread() {
        for (int good : List.of(0, 1, StoredRows.BATCH, 2 * StoredRows.BATCH + 1)) {
            Entries entries = new Entries(MANY);
            entries.failAt = good;
            List<Placed> rows = new ArrayList<>();
            assertThatThrownBy(() -> StoredRows.forEach(entries, rows::add))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("unreadable");
        }
    }

    private static Placed participant(long id) {
        return Placed.alone(new Row.Participant(id, 1, "", "p" + id, "web", ""));
    }

    /** Participants, until one that cannot be read. */
    private static final class Entries implements KeyValueIterator<Bytes, byte[]> {
        private final int count;
        private volatile int next;
        private volatile int failAt = Integer.MAX_VALUE;
        private volatile boolean closed;
        private volatile boolean usedAfterwards;

        Entries(int count) {
            this.count = count;
        }

        @Override
        public boolean hasNext() {
            usedAfterwards |= closed;
            return next < count;
        }

        @Override
        public KeyValue<Bytes, byte[]> next() {
            usedAfterwards |= closed;
            if (next >= failAt) {
                throw new IllegalStateException("unreadable");
            }
            int id = next;
            next = id + 1;
            return KeyValue.pair(
                    TeamKeys.participant(1, id),
                    Rows.toProto(participant(id).row()).toByteArray());
        }

        @Override
        public Bytes peekNextKey() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
