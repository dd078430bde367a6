package ocs.pulse.ledger;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import ocs.pulse.proto.DependentsProto;
import ocs.pulse.tables.SourceTable;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * Which rows hang on a row: every row that waits for it, and always a chat's session and the taggings of chats and
 * messages (no foreign key holds those, they outlive their target). A chat's messages and a session's traces that have
 * their place are not listed: they are found by a scan on the rare day that their parent moves.
 */
final class Dependents {
    private static final int BUCKET = 1 << LedgerKey.Dependents.BUCKET_BITS;

    private final LedgerStore store;
    private final LedgerPages pages;

    Dependents(LedgerStore store, LedgerPages pages) {
        this.store = store;
        this.pages = pages;
    }

    void add(RowId parent, RowId child) {
        Bytes key = LedgerKey.Dependents.of(parent, child).encode();
        TreeSet<Integer> entries = entries(store.get(key));
        if (entries.add(entry(parent, child))) {
            store.put(key, encode(entries));
        }
        pages.markParent(parent, true);
    }

    void remove(RowId parent, RowId child) {
        Bytes key = LedgerKey.Dependents.of(parent, child).encode();
        TreeSet<Integer> entries = entries(store.get(key));
        if (!entries.remove(entry(parent, child))) {
            return;
        }
        if (entries.isEmpty()) {
            store.delete(key);
        } else {
            store.put(key, encode(entries));
        }
    }

    /**
     * Some of the rows that hang on a row.
     *
     * @param next where to go on, null when these were the last
     */
    record Batch(List<RowId> children, LedgerKey.@Nullable Dependents next) {}

    /** Those in the next {@code limit} buckets from {@code from} on (null: the first), at most 256 in each. */
    Batch of(RowId parent, LedgerKey.@Nullable Dependents from, int limit) {
        if (!pages.isParent(parent)) {
            return new Batch(List.of(), null);
        }
        Bytes first = from == null ? LedgerKey.Dependents.firstOf(parent.table(), parent.page()) : from.encode();
        List<KeyValue<Bytes, byte[]>> found =
                store.range(first, LedgerKey.Dependents.lastOf(parent.table(), parent.page()), limit + 1);
        List<RowId> children = new ArrayList<>();
        for (KeyValue<Bytes, byte[]> bucket : found.subList(0, Math.min(limit, found.size()))) {
            collect(parent, LedgerKey.Dependents.decode(bucket.key), bucket.value, children);
        }
        if (found.size() > limit) {
            return new Batch(children, LedgerKey.Dependents.decode(found.get(limit).key));
        }
        if (from == null && children.isEmpty()) {
            pages.markParent(parent, false);
        }
        return new Batch(children, null);
    }

    private static void collect(RowId parent, LedgerKey.Dependents key, byte[] value, List<RowId> children) {
        SourceTable table = key.childTable();
        long base = key.bucket() << LedgerKey.Dependents.BUCKET_BITS;
        int low = parent.offset() * BUCKET;
        for (int entry : entries(value).subSet(low, low + BUCKET)) {
            children.add(new RowId(table, base + (entry - low)));
        }
    }

    private static int entry(RowId parent, RowId child) {
        return parent.offset() * BUCKET + (int) (child.id() & (BUCKET - 1));
    }

    private static TreeSet<Integer> entries(byte @Nullable [] value) {
        if (value == null) {
            return new TreeSet<>();
        }
        try {
            return new TreeSet<>(DependentsProto.parseFrom(value).getEntriesList());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A list of dependents cannot be read", e);
        }
    }

    private static byte[] encode(TreeSet<Integer> entries) {
        return DependentsProto.newBuilder().addAllEntries(entries).build().toByteArray();
    }
}
