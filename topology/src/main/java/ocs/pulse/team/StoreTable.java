package ocs.pulse.team;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Typed access to the store's values. An empty value is never kept: putting one removes the key. */
final class StoreTable {
    private final ReadOnlyKeyValueStore<Bytes, byte[]> store;
    private final @Nullable KeyValueStore<Bytes, byte[]> written;

    StoreTable(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        this.written = store;
    }

    /** A table that cannot be written. */
    StoreTable(ReadOnlyKeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        this.written = null;
    }

    <T extends MessageLite> @Nullable T get(Bytes key, Parser<T> parser) {
        byte[] value = store.get(key);
        return value == null ? null : parse(value, parser);
    }

    <T extends MessageLite> T get(Bytes key, Parser<T> parser, Supplier<T> otherwise) {
        T value = get(key, parser);
        return value == null ? otherwise.get() : value;
    }

    void put(Bytes key, MessageLite value) {
        if (value.getSerializedSize() == 0) {
            writable().delete(key);
        } else {
            writable().put(key, value.toByteArray());
        }
    }

    byte @Nullable [] get(Bytes key) {
        return store.get(key);
    }

    void put(Bytes key, byte[] value) {
        writable().put(key, value);
    }

    void delete(Bytes key) {
        writable().delete(key);
    }

    /** The caller closes the iterator. */
    KeyValueIterator<Bytes, byte[]> range(TeamKeys.Range range) {
        return store.range(range.from(), range.to());
    }

    /** The caller closes the iterator. */
    KeyValueIterator<Bytes, byte[]> reverseRange(TeamKeys.Range range) {
        return store.reverseRange(range.from(), range.to());
    }

    void forEach(TeamKeys.Range range, BiConsumer<Bytes, byte[]> visitor) {
        try (KeyValueIterator<Bytes, byte[]> entries = range(range)) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                visitor.accept(entry.key, entry.value);
            }
        }
    }

    /** The teams that have anything here, ascending; their own rows may be missing. */
    List<Long> teams() {
        List<Long> teams = new ArrayList<>();
        for (Long team = teamAfter(0); team != null; team = teamAfter(team)) {
            teams.add(team);
        }
        return teams;
    }

    private @Nullable Long teamAfter(long team) {
        try (KeyValueIterator<Bytes, byte[]> entries = range(TeamKeys.after(team))) {
            return entries.hasNext() ? TeamKeys.team(entries.next().key) : null;
        }
    }

    static <T extends MessageLite> T parse(byte[] value, Parser<T> parser) {
        try {
            return parser.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A value of the teams' store cannot be read", e);
        }
    }

    private KeyValueStore<Bytes, byte[]> writable() {
        if (written == null) {
            throw new IllegalStateException("A copy of a store is not written by its readers");
        }
        return written;
    }
}
