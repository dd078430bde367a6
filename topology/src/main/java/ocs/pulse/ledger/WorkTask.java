package ocs.pulse.ledger;

import ocs.pulse.tables.SourceTable;

/** Work that may be too long for one input. */
sealed interface WorkTask {

    /** In words. */
    String describe();

    /** Work over a table's rows in the order of their ids, from {@code first} to {@code last}, both included. */
    sealed interface Scan extends WorkTask {
        SourceTable table();

        default long first() {
            return Long.MIN_VALUE;
        }

        default long last() {
            return Long.MAX_VALUE;
        }
    }

    /** The table was truncated: every row goes. */
    record Clear(SourceTable table) implements Scan {
        @Override
        public String describe() {
            return "truncate of " + table.relation();
        }
    }

    /** A snapshot or repair is over: rows that it did not see go. */
    record Sweep(SourceTable table, long first, long last, long sighting) implements Scan {
        @Override
        public String describe() {
            return "vanished rows of " + table.relation();
        }
    }

    /** Parents moved: rows whose parent did follow it. */
    record Follow(SourceTable table) implements Scan {
        @Override
        public String describe() {
            return "rows of " + table.relation() + " that follow their owner";
        }
    }

    /** A parent came: the rows that hang on it take their places, children's tables from {@code from} on. */
    record Release(RowId parent, SourceTable from) implements WorkTask {
        @Override
        public String describe() {
            return "rows that waited for " + parent.table().relation();
        }
    }

    /**
     * All children have followed.
     *
     * @param endsTransaction the open transaction has come to its end as well
     */
    record Settle(boolean endsTransaction) implements WorkTask {
        @Override
        public String describe() {
            return "end of moves";
        }
    }

    /** A repair's leftovers are gone. */
    record Report(String repair) implements WorkTask {
        @Override
        public String describe() {
            return "end of repair";
        }
    }

    /** The snapshot's leftovers are gone. */
    record Complete(long epoch) implements WorkTask {
        @Override
        public String describe() {
            return "end of snapshot";
        }
    }
}
