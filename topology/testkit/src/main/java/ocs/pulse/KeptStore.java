package ocs.pulse;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;

/** What was in it when it was closed is there when it is opened again, as on a disk that a test driver leaves alone. */
public final class KeptStore extends InMemoryKeyValueStore implements KeyValueBytesStoreSupplier {
    private final List<KeyValue<Bytes, byte[]>> kept = new ArrayList<>();

    public KeptStore(String name) {
        super(name);
    }

    /** What is in it while it is closed. */
    public List<KeyValue<Bytes, byte[]>> kept() {
        return List.copyOf(kept);
    }

    /** Has this be in it when it is opened. */
    public void keep(byte[] key, byte[] value) {
        kept.add(KeyValue.pair(Bytes.wrap(key), value));
    }

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
        return this;
    }

    @Override
    public String metricsScope() {
        return "memory";
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        super.init(context, root);
        putAll(kept);
    }

    @Override
    public void close() {
        kept.clear();
        try (KeyValueIterator<Bytes, byte[]> all = all()) {
            all.forEachRemaining(kept::add);
        }
        super.close();
    }
}
