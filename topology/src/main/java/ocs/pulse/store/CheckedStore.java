package ocs.pulse.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.internals.RocksDBStore;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatchInterface;

/**
 * A store on disk for which damage is neither an end nor the end.
 *
 * <p>Not an end: a scan that comes to a block whose checksum is wrong stops there, and RocksDB says why only to who asks. Kafka
 * Streams' iterators do not ask, so that a damaged store would read as a shorter one. Those of this store do.
 *
 * <p>Not the end: a store is a copy of its changelog. One that cannot be opened is deleted before anything was done with it, and
 * its task begins anew. One that turns out damaged later, at a read, a write or in a compaction (which RocksDB tells to the next
 * write), answers nobody any more, and the stage thread that next uses it ends with {@link DamagedStore}: its transaction is undone,
 * what it held is wiped, and the thread that takes its place restores it. Ending the task alone would not do, since threads commit
 * what all their tasks have written together.
 */
final class CheckedStore extends RocksDBStore {
    private final Damages damages;
    private Path directory = Path.of("");
    private volatile @Nullable DamagedStore found;

    CheckedStore(String name, String metricsScope, Damages damages) {
        super(name, metricsScope);
        this.damages = damages;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        directory = context.stateDir().toPath();
        found = null;
        try {
            super.init(context, root);
        } catch (ProcessorStateException failed) {
            if (!(damagedOr(failed) instanceof DamagedStore damaged)) {
                throw failed;
            }
            beginAnew(context, damaged);
        }
    }

    private void beginAnew(StateStoreContext context, DamagedStore damaged) {
        if (!damaged.isRestorable()) {
            throw damaged;
        }
        try {
            Utils.delete(dbDir);
        } catch (IOException failed) {
            throw new UncheckedIOException("The damaged store in " + dbDir + " cannot be deleted", failed);
        }
        throw new TaskCorruptedException(Set.of(context.taskId()));
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        return checked(() -> super.get(key));
    }

    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        checked(() -> {
            super.put(key, value);
            return true;
        });
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        checked(() -> {
            super.putAll(entries);
            return true;
        });
    }

    @Override
    public void commit(Map<TopicPartition, Long> offsets) {
        checked(() -> {
            super.commit(offsets);
            return true;
        });
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        return checked(() -> super.committedOffset(partition));
    }

    /** What a restore writes. */
    @Override
    public void write(WriteBatchInterface batch) throws RocksDBException {
        refuseDamaged();
        try {
            super.write(batch);
        } catch (RocksDBException failed) {
            throw damagedOr(new ProcessorStateException("Store " + name() + " cannot be written", failed));
        }
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        return new CheckedIterator(checked(() -> super.range(from, to)), this::damagedOr);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> reverseRange(@Nullable Bytes from, @Nullable Bytes to) {
        return new CheckedIterator(checked(() -> super.reverseRange(from, to)), this::damagedOr);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return new CheckedIterator(checked(super::all), this::damagedOr);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> reverseAll() {
        return new CheckedIterator(checked(super::reverseAll), this::damagedOr);
    }

    @Override
    public <S extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(P prefix, S serializer) {
        return new CheckedIterator(checked(() -> super.prefixScan(prefix, serializer)), this::damagedOr);
    }

    private <T extends @Nullable Object> T checked(Supplier<T> operation) {
        refuseDamaged();
        try {
            return operation.get();
        } catch (ProcessorStateException failed) {
            throw damagedOr(failed);
        }
    }

    private void refuseDamaged() {
        DamagedStore known = found;
        if (known != null) {
            throw known;
        }
    }

    /** Damage, where it is that; it is told of once, whoever finds it. */
    private synchronized RuntimeException damagedOr(ProcessorStateException failed) {
        if (found == null && Damages.isDamage(failed)) {
            found = damages.found(directory, failed);
        }
        return found == null ? failed : found;
    }
}
