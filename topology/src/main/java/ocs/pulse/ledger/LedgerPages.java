package ocs.pulse.ledger;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import ocs.pulse.proto.LedgerPageProto;
import ocs.pulse.proto.SlotProto;
import ocs.pulse.tables.SourceTable;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * Rows, 32 neighbours to a record: few records make a short restore. Pages in use are kept parsed; every change is
 * written through.
 */
final class LedgerPages {
    private static final int KEPT_PAGES = 512;

    private final LedgerStore store;
    private final Map<LedgerKey.Page, LedgerPageProto> parsed = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<LedgerKey.Page, LedgerPageProto> eldest) {
            return size() > KEPT_PAGES;
        }
    };

    LedgerPages(LedgerStore store) {
        this.store = store;
    }

    @Nullable
    Slot slot(RowId id) {
        for (SlotProto slot : page(key(id)).getSlotsList()) {
            if (slot.getOffset() == id.offset()) {
                return Slot.ofProto(id, slot);
            }
        }
        return null;
    }

    void put(Slot slot) {
        LedgerPageProto page = page(key(slot.id()));
        int offset = slot.id().offset();
        LedgerPageProto.Builder changed = page.toBuilder();
        int at = 0;
        while (at < page.getSlotsCount() && page.getSlots(at).getOffset() < offset) {
            at++;
        }
        if (at < page.getSlotsCount() && page.getSlots(at).getOffset() == offset) {
            changed.setSlots(at, slot.toProto());
        } else {
            changed.addSlots(at, slot.toProto());
        }
        write(key(slot.id()), changed.build());
    }

    void remove(RowId id) {
        LedgerPageProto page = page(key(id));
        for (int at = 0; at < page.getSlotsCount(); at++) {
            if (page.getSlots(at).getOffset() == id.offset()) {
                write(key(id), page.toBuilder().removeSlots(at).build());
                return;
            }
        }
    }

    /** Whether some row may hang on this one, be this one known or not. */
    boolean isParent(RowId id) {
        return (page(key(id)).getParents() & (1 << id.offset())) != 0;
    }

    void markParent(RowId id, boolean parent) {
        LedgerPageProto page = page(key(id));
        int bit = 1 << id.offset();
        int parents = parent ? page.getParents() | bit : page.getParents() & ~bit;
        if (parents != page.getParents()) {
            write(key(id), page.toBuilder().setParents(parents).build());
        }
    }

    /** The table's next pages, at most {@code limit}. */
    List<LedgerKey.Page> pages(SourceTable table, long first, long last, int limit) {
        List<LedgerKey.Page> pages = new ArrayList<>();
        for (KeyValue<Bytes, byte[]> entry : store.range(
                new LedgerKey.Page(table, first).encode(), new LedgerKey.Page(table, last).encode(), limit)) {
            LedgerKey.Page key = LedgerKey.Page.decode(entry.key);
            parsed.computeIfAbsent(key, absent -> parse(entry.value));
            pages.add(key);
        }
        return pages;
    }

    /** The rows of a page, deleted ones included. */
    List<Slot> slots(LedgerKey.Page key) {
        return page(key).getSlotsList().stream()
                .map(slot ->
                        Slot.ofProto(new RowId(key.table(), (key.page() << RowId.PAGE_BITS) + slot.getOffset()), slot))
                .toList();
    }

    private static LedgerKey.Page key(RowId id) {
        return new LedgerKey.Page(id.table(), id.page());
    }

    private LedgerPageProto page(LedgerKey.Page key) {
        LedgerPageProto page = parsed.get(key);
        if (page == null) {
            byte[] bytes = store.get(key.encode());
            page = bytes == null ? LedgerPageProto.getDefaultInstance() : parse(bytes);
            parsed.put(key, page);
        }
        return page;
    }

    private void write(LedgerKey.Page key, LedgerPageProto page) {
        if (page.getSlotsCount() == 0 && page.getParents() == 0) {
            store.delete(key.encode());
        } else {
            store.put(key.encode(), page.toByteArray());
        }
        parsed.put(key, page);
    }

    private static LedgerPageProto parse(byte[] bytes) {
        try {
            return LedgerPageProto.parseFrom(Objects.requireNonNull(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A page of the ledger cannot be read", e);
        }
    }
}
