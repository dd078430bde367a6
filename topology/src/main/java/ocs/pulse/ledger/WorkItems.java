package ocs.pulse.ledger;

import java.util.Objects;
import ocs.pulse.change.LogPosition;
import org.jspecify.annotations.Nullable;

/** The queue of work, in the store. While there is any, inputs wait in the {@link Inbox}. */
final class WorkItems {
    private final LedgerStore store;
    private final LedgerState state;

    WorkItems(LedgerStore store, LedgerState state) {
        this.store = store;
        this.state = state;
    }

    boolean isEmpty() {
        return state.work.isEmpty();
    }

    void add(WorkTask task, LogPosition cause) {
        store.put(
                new LedgerKey.Work(state.work.add()).encode(),
                WorkItem.of(task, cause).encode());
    }

    /** The oldest; there must be one. */
    WorkItem head() {
        return WorkItem.decode(Objects.requireNonNull(store.get(headKey().encode())));
    }

    /** Puts the rest of the oldest in its place. */
    void replaceHead(WorkItem rest) {
        store.put(headKey().encode(), rest.encode());
    }

    void removeHead() {
        store.delete(headKey().encode());
        state.work.take();
    }

    LedgerStatus.@Nullable Work status() {
        if (isEmpty()) {
            return null;
        }
        WorkItem head = head();
        return new LedgerStatus.Work(head.task().describe(), head.done(), state.work.size() - 1);
    }

    private LedgerKey.Work headKey() {
        return new LedgerKey.Work(state.work.first());
    }
}
