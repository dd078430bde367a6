package ocs.pulse;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** One block cache and one bound on write buffers for all stores of the process; they share the given bytes. */
final class StoreMemory implements AutoCloseable {
    /** The key under which the stores' settings carry it. */
    static final String SETTING = "pulse.store.memory";

    private final LRUCache cache;
    private final WriteBufferManager writeBuffers;

    StoreMemory(long bytes) {
        RocksDB.loadLibrary();
        this.cache = new LRUCache(bytes);
        this.writeBuffers = new WriteBufferManager(bytes / 2, cache);
    }

    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
    }

    /** Made by Kafka Streams for each store; finds the memory in the settings. */
    public static final class Setter implements RocksDBConfigSetter {
        @Override
        public void setConfig(String store, Options options, Map<String, Object> configs) {
            StoreMemory memory = (StoreMemory) configs.get(SETTING);
            if (memory == null) {
                throw new IllegalStateException("The stores' memory is not among the settings");
            }
            BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
            table.setBlockCache(memory.cache);
            table.setCacheIndexAndFilterBlocks(true);
            options.setTableFormatConfig(table);
            options.setWriteBufferManager(memory.writeBuffers);
        }

        @Override
        public void close(String store, Options options) {
            // The memory outlives the store: whoever made it closes it.
        }
    }
}
