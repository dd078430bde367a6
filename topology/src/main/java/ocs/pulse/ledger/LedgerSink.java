package ocs.pulse.ledger;

import ocs.pulse.change.TeamRecord;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/** Where the ledger's records go, in order. */
interface LedgerSink {

    /** @param timestamp Unix milliseconds */
    void send(TeamKey audience, TeamRecord record, long timestamp);

    /** An input that cannot be understood, as it came. */
    void deadLetter(Input input, String reason, @Nullable SourceTable table);

    /** Tells whoever asked for a repair. */
    void report(RepairReport report);
}
