package ocs.pulse.ledger;

import java.util.Objects;

/** Inputs that came while work was being done, in the store, in their order. */
final class Inbox {
    private final LedgerStore store;
    private final LedgerState state;

    Inbox(LedgerStore store, LedgerState state) {
        this.store = store;
        this.state = state;
    }

    boolean isEmpty() {
        return state.inbox.isEmpty();
    }

    void add(Input input) {
        store.put(new LedgerKey.Inbox(state.inbox.add()).encode(), input.encode());
    }

    /** The oldest; there must be one. */
    Input head() {
        return Input.decode(Objects.requireNonNull(store.get(headKey().encode())));
    }

    void removeHead() {
        store.delete(headKey().encode());
        state.inbox.take();
    }

    private LedgerKey.Inbox headKey() {
        return new LedgerKey.Inbox(state.inbox.first());
    }
}
