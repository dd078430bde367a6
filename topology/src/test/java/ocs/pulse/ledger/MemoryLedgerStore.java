package ocs.pulse.ledger;

import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/** A ledger's store in a sorted map. */
final class MemoryLedgerStore implements LedgerStore {
    private final TreeMap<Bytes, byte[]> entries = new TreeMap<>();

    @Override
    public byte @Nullable [] get(Bytes key) {
        return entries.get(key);
    }

    @Override
    public void put(Bytes key, byte[] value) {
        entries.put(key, value);
    }

    @Override
    public void delete(Bytes key) {
        entries.remove(key);
    }

    @Override
    public List<KeyValue<Bytes, byte[]>> range(Bytes first, Bytes last, int limit) {
        return entries.subMap(first, true, last, true).entrySet().stream()
                .limit(limit)
                .map(entry -> KeyValue.pair(entry.getKey(), entry.getValue()))
                .toList();
    }
}
