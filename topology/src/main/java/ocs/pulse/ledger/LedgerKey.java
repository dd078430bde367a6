package ocs.pulse.ledger;

import java.nio.ByteBuffer;
import ocs.pulse.tables.SourceTable;
import org.apache.kafka.common.utils.Bytes;

/**
 * The keys of the ledger's store. The first byte is the kind; numbers are big-endian with the sign flipped, so that the
 * order of bytes is the order of numbers.
 *
 * <pre>
 * State       00
 * Page        01 | table 1 | page 8
 * Dependents  02 | parent's table 1 | parent's page 8 | child's table 1 | child's id >> 8: 8
 * Work        03 | sequence 8
 * Inbox       04 | sequence 8
 * Moved       05 | table 1 | id 8
 * </pre>
 */
sealed interface LedgerKey {

    Bytes encode();

    /** The counters, positions and queues. */
    record State() implements LedgerKey {
        @Override
        public Bytes encode() {
            return Bytes.wrap(new byte[] {0});
        }
    }

    /** 32 neighbouring rows. */
    record Page(SourceTable table, long page) implements LedgerKey {
        @Override
        public Bytes encode() {
            return buffer(10, 1).put(code(table)).putLong(flip(page)).wrap();
        }

        static Page decode(Bytes key) {
            ByteBuffer bytes = ByteBuffer.wrap(key.get());
            return new Page(SourceTable.ofCode(bytes.get(1)), flip(bytes.getLong(2)));
        }

        /** The last key that a page of this table can have. */
        static Bytes lastOf(SourceTable table) {
            return new Page(table, Long.MAX_VALUE).encode();
        }
    }

    /** Rows that hang on rows of one page. */
    record Dependents(SourceTable parentTable, long parentPage, SourceTable childTable, long bucket)
            implements LedgerKey {
        static final int BUCKET_BITS = 8;

        static Dependents of(RowId parent, RowId child) {
            return new Dependents(parent.table(), parent.page(), child.table(), child.id() >> BUCKET_BITS);
        }

        @Override
        public Bytes encode() {
            return buffer(19, 2)
                    .put(code(parentTable))
                    .putLong(flip(parentPage))
                    .put(code(childTable))
                    .putLong(flip(bucket))
                    .wrap();
        }

        static Dependents decode(Bytes key) {
            ByteBuffer bytes = ByteBuffer.wrap(key.get());
            return new Dependents(
                    SourceTable.ofCode(bytes.get(1)),
                    flip(bytes.getLong(2)),
                    SourceTable.ofCode(bytes.get(10)),
                    flip(bytes.getLong(11)));
        }

        /** A bound below every key of the page. */
        static Bytes firstOf(SourceTable parentTable, long parentPage) {
            return buffer(10, 2)
                    .put(code(parentTable))
                    .putLong(flip(parentPage))
                    .wrap();
        }

        /** A bound above every key of the page. */
        static Bytes lastOf(SourceTable parentTable, long parentPage) {
            return buffer(11, 2)
                    .put(code(parentTable))
                    .putLong(flip(parentPage))
                    .put((byte) 0xFF)
                    .wrap();
        }
    }

    /** Work to be done, oldest first. */
    record Work(long sequence) implements LedgerKey {
        @Override
        public Bytes encode() {
            return buffer(9, 3).putLong(flip(sequence)).wrap();
        }
    }

    /** Inputs that wait for the work, oldest first. */
    record Inbox(long sequence) implements LedgerKey {
        @Override
        public Bytes encode() {
            return buffer(9, 4).putLong(flip(sequence)).wrap();
        }
    }

    /** A row whose place changed and whose children have not followed yet. */
    record Moved(RowId row) implements LedgerKey {
        @Override
        public Bytes encode() {
            return buffer(10, 5).put(code(row.table())).putLong(flip(row.id())).wrap();
        }

        static Moved decode(Bytes key) {
            ByteBuffer bytes = ByteBuffer.wrap(key.get());
            return new Moved(new RowId(SourceTable.ofCode(bytes.get(1)), flip(bytes.getLong(2))));
        }

        static Bytes first() {
            return Bytes.wrap(new byte[] {5});
        }

        static Bytes last() {
            return Bytes.wrap(new byte[] {5, (byte) 0xFF});
        }
    }

    private static long flip(long number) {
        return number ^ Long.MIN_VALUE;
    }

    private static byte code(SourceTable table) {
        return (byte) table.code();
    }

    private static KeyBuffer buffer(int size, int kind) {
        return new KeyBuffer(ByteBuffer.allocate(size)).put((byte) kind);
    }

    /** Puts a key together. */
    final class KeyBuffer {
        private final ByteBuffer bytes;

        private KeyBuffer(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        KeyBuffer put(byte value) {
            bytes.put(value);
            return this;
        }

        KeyBuffer putLong(long value) {
            bytes.putLong(value);
            return this;
        }

        Bytes wrap() {
            return Bytes.wrap(bytes.array());
        }
    }
}
