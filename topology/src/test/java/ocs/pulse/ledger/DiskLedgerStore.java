package ocs.pulse.ledger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** A store in RocksDB without Kafka Streams around it. */
final class DiskLedgerStore implements LedgerStore, AutoCloseable {
    private final Options options;
    private final RocksDB database;

    DiskLedgerStore(Path directory) {
        RocksDB.loadLibrary();
        options = new Options().setCreateIfMissing(true);
        try {
            database = RocksDB.open(options, directory.toString());
        } catch (RocksDBException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        try {
            return database.get(key.get());
        } catch (RocksDBException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void put(Bytes key, byte[] value) {
        try {
            database.put(key.get(), value);
        } catch (RocksDBException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void delete(Bytes key) {
        try {
            database.delete(key.get());
        } catch (RocksDBException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<KeyValue<Bytes, byte[]>> range(Bytes first, Bytes last, int limit) {
        List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>();
        try (RocksIterator at = database.newIterator()) {
            for (at.seek(first.get()); at.isValid() && entries.size() < limit; at.next()) {
                if (Arrays.compareUnsigned(at.key(), last.get()) > 0) {
                    break;
                }
                entries.add(KeyValue.pair(Bytes.wrap(at.key()), at.value()));
            }
        }
        return entries;
    }

    @Override
    public void close() {
        database.close();
        options.close();
    }
}
