package ocs.pulse.store;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;

/** Makes {@link CheckedStore}s, where Kafka Streams' own ones would be on disk and in its metrics. */
public record CheckedStores(String name, Damages damages) implements KeyValueBytesStoreSupplier {
    private static final String SCOPE = "rocksdb";

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
        return new CheckedStore(name, SCOPE, damages);
    }

    @Override
    public String metricsScope() {
        return SCOPE;
    }
}
