package ocs.pulse.ledger;

import java.util.LinkedHashSet;
import java.util.Set;
import ocs.pulse.change.LogPosition;
import ocs.pulse.tables.SourceTable;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

/**
 * Parents whose place changed and whose children have not followed yet. They follow all at once when the transaction
 * ends: one scan of the children's table, however many parents moved.
 */
final class Moves {
    private final LedgerStore store;
    private final WorkItems work;
    private final Set<RowId> moved = new LinkedHashSet<>();

    Moves(LedgerStore store, WorkItems work) {
        this.store = store;
        this.work = work;
        for (KeyValue<Bytes, byte[]> entry :
                store.range(LedgerKey.Moved.first(), LedgerKey.Moved.last(), Integer.MAX_VALUE)) {
            moved.add(LedgerKey.Moved.decode(entry.key).row());
        }
    }

    boolean isEmpty() {
        return moved.isEmpty();
    }

    boolean contains(RowId parent) {
        return moved.contains(parent);
    }

    /** Ignores rows on which nothing hangs but what is listed under {@link Dependents}. */
    void add(RowId parent) {
        boolean leads =
                switch (parent.table()) {
                    case CONTENT_TYPE, EXPERIMENT, CHAT, SESSION -> true;
                    case TEAM, PARTICIPANT, CHANNEL, TAG, MESSAGE, TAGGING, TRACE -> false;
                };
        if (leads && moved.add(parent)) {
            store.put(new LedgerKey.Moved(parent).encode(), new byte[] {1});
        }
    }

    void clear() {
        moved.forEach(parent -> store.delete(new LedgerKey.Moved(parent).encode()));
        moved.clear();
    }

    /** Queues the scans that let the children follow. */
    void follow(LogPosition cause) {
        if (leads(SourceTable.CHAT)) {
            work.add(new WorkTask.Follow(SourceTable.MESSAGE), cause);
        }
        if (leads(SourceTable.SESSION) || leads(SourceTable.EXPERIMENT)) {
            work.add(new WorkTask.Follow(SourceTable.TRACE), cause);
        }
        if (leads(SourceTable.CONTENT_TYPE)) {
            work.add(new WorkTask.Follow(SourceTable.TAGGING), cause);
        }
    }

    private boolean leads(SourceTable table) {
        return moved.stream().anyMatch(parent -> parent.table() == table);
    }
}
