package ocs.pulse.ledger;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The ledger's store in Kafka Streams. */
record StreamsLedgerStore(KeyValueStore<Bytes, byte[]> store) implements LedgerStore {

    @Override
    public byte @Nullable [] get(Bytes key) {
        return store.get(key);
    }

    @Override
    public void put(Bytes key, byte[] value) {
        store.put(key, value);
    }

    @Override
    public void delete(Bytes key) {
        store.delete(key);
    }

    @Override
    public List<KeyValue<Bytes, byte[]>> range(Bytes first, Bytes last, int limit) {
        List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> iterator = store.range(first, last)) {
            while (entries.size() < limit && iterator.hasNext()) {
                entries.add(iterator.next());
            }
        }
        return entries;
    }
}
