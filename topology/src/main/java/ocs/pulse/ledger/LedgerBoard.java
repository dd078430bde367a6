package ocs.pulse.ledger;

/** Where the ledger shows its status to other threads; one for each process. */
public final class LedgerBoard {
    private final LostState lost = new LostState();
    private volatile LedgerStatus current = LedgerStatus.UNKNOWN;

    /** The latest status; what it tells may not be committed yet. */
    public LedgerStatus current() {
        return current;
    }

    LostState lost() {
        return lost;
    }

    void show(LedgerStatus status) {
        current = status;
    }
}
