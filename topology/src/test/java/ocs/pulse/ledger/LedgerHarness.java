package ocs.pulse.ledger;

import java.util.Arrays;
import java.util.List;
import ocs.pulse.change.Envelope;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/** A ledger over a map, with a mirror of the teams behind it. */
final class LedgerHarness {
    final TeamsMirror teams = new TeamsMirror();
    final LedgerBoard board = new LedgerBoard();
    private final MemoryLedgerStore store = new MemoryLedgerStore();
    private Ledger ledger = new Ledger(store, teams, board);
    private long offset;

    void restart() {
        ledger = new Ledger(store, teams, board);
    }

    /** Takes envelopes in without doing the work that they bring up. */
    LedgerHarness post(List<Envelope> envelopes) {
        for (Envelope envelope : envelopes) {
            ledger.accept(Input.of(envelope.keyBytes(), envelope.valueBytes(), offset++, 1));
        }
        return this;
    }

    LedgerHarness feed(Envelope... envelopes) {
        for (Envelope envelope : envelopes) {
            post(List.of(envelope));
            work();
        }
        return this;
    }

    void slice() {
        ledger.slice();
    }

    boolean isBusy() {
        return ledger.isBusy();
    }

    void work() {
        while (ledger.isBusy()) {
            ledger.slice();
        }
    }

    /** The row with this team (null: everywhere), as it was last sent. */
    @Nullable
    Placed held(@Nullable Long team, Row row) {
        return teams.rows.get(new TeamsMirror.Held(team, RowId.of(row)));
    }

    LedgerStatus status() {
        return board.current();
    }

    /** A transaction of inserts: LSNs count up from ten times its number. */
    static Envelope[] inserts(long transaction, Row... rows) {
        Envelope[] envelopes = new Envelope[rows.length + 1];
        for (int i = 0; i < rows.length; i++) {
            envelopes[i] = Envelope.insert(rows[i], transaction, transaction * 100 + i);
        }
        envelopes[rows.length] = Envelope.end(transaction);
        return envelopes;
    }

    static List<Envelope> snapshotOf(long lsn, Row... rows) {
        return Arrays.stream(rows).map(row -> Envelope.snapshot(row, lsn)).toList();
    }

    static final SourceTable[] TABLES = SourceTable.values();
}
