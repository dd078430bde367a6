package ocs.pulse.team;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A store in a map, ordered as RocksDB orders; an iterator sees the moment it was opened at, as RocksDB's do. */
final class MapStore implements KeyValueStore<Bytes, byte[]> {
    private TreeMap<Bytes, byte[]> entries = new TreeMap<>();
    private final List<KeyValue<Bytes, byte[]>> log = new ArrayList<>();

    /** What was put, in order, as a changelog has it; no value for a key that was deleted. */
    synchronized List<KeyValue<Bytes, byte[]>> log() {
        return List.copyOf(log);
    }

    synchronized int size() {
        return entries.size();
    }

    @Override
    public synchronized void put(Bytes key, byte @Nullable [] value) {
        log.add(KeyValue.pair(key, value));
        if (value == null) {
            entries.remove(key);
        } else {
            entries.put(key, value);
        }
    }

    @Override
    public synchronized byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
        return entries.putIfAbsent(key, value);
    }

    @Override
    public synchronized void putAll(List<KeyValue<Bytes, byte[]>> all) {
        all.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public synchronized byte @Nullable [] delete(Bytes key) {
        log.add(KeyValue.pair(key, null));
        return entries.remove(key);
    }

    @Override
    public synchronized byte @Nullable [] get(Bytes key) {
        return entries.get(key);
    }

    @Override
    public synchronized KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        return new Entries(new TreeMap<>(entries.subMap(from, true, to, true)));
    }

    @Override
    public synchronized KeyValueIterator<Bytes, byte[]> reverseRange(Bytes from, Bytes to) {
        return new Entries(new TreeMap<>(entries.subMap(from, true, to, true)).descendingMap());
    }

    @Override
    public synchronized KeyValueIterator<Bytes, byte[]> all() {
        return new Entries(new TreeMap<>(entries));
    }

    @Override
    public long approximateNumEntries() {
        return size();
    }

    @Override
    public String name() {
        return TeamsTopology.STORE;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {}

    @Override
    public void close() {}

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    private static final class Entries implements KeyValueIterator<Bytes, byte[]> {
        private final Iterator<KeyValue<Bytes, byte[]>> entries;

        Entries(NavigableMap<Bytes, byte[]> map) {
            this.entries = map.entrySet().stream()
                    .map(entry -> KeyValue.pair(entry.getKey(), entry.getValue()))
                    .iterator();
        }

        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public KeyValue<Bytes, byte[]> next() {
            return entries.next();
        }

        @Override
        public Bytes peekNextKey() {
            throw new UnsupportedOperationException("Nobody peeks");
        }

        @Override
        public void close() {}
    }
}
