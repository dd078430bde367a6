package ocs.pulse.store;

import java.lang.reflect.Field;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Asks RocksDB, where a scan ends, whether it ends there. */
final class CheckedIterator implements KeyValueIterator<Bytes, byte[]> {
    private static final Field ROCKS = rocks();

    private final KeyValueIterator<Bytes, byte[]> scan;
    private final Function<ProcessorStateException, RuntimeException> failure;
    private final RocksIterator rocks;

    /**
     * @param scan of a {@link org.apache.kafka.streams.state.internals.RocksDBStore}
     * @param failure what is thrown for an end that is none
     */
    CheckedIterator(KeyValueIterator<Bytes, byte[]> scan, Function<ProcessorStateException, RuntimeException> failure) {
        this.scan = scan;
        this.failure = failure;
        try {
            this.rocks = (RocksIterator) ROCKS.get(scan);
        } catch (IllegalAccessException denied) {
            throw new LinkageError(ROCKS + " cannot be read", denied);
        }
    }

    /** Kafka Streams gives no other way to the status of a scan. */
    private static Field rocks() {
        try {
            Field field = Class.forName("org.apache.kafka.streams.state.internals.RocksDbIterator")
                    .getDeclaredField("iter");
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException changed) {
            throw new LinkageError("Kafka Streams' iterators are not as they were", changed);
        }
    }

    @Override
    public boolean hasNext() {
        if (scan.hasNext()) {
            return true;
        }
        requireEnd();
        return false;
    }

    /** Closing takes the same lock. */
    private void requireEnd() {
        synchronized (scan) {
            if (!rocks.isOwningHandle()) {
                throw new InvalidStateStoreException("The store was closed under a scan");
            }
            try {
                rocks.status();
            } catch (RocksDBException failed) {
                throw failure.apply(new ProcessorStateException("A scan cannot go on", failed));
            }
        }
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
        return scan.next();
    }

    @Override
    public Bytes peekNextKey() {
        return scan.peekNextKey();
    }

    @Override
    public void close() {
        scan.close();
    }
}
