package ocs.pulse.ledger;

import ocs.pulse.tables.SourceTable;

/**
 * A range of rows that is being read again, ids from {@code first} to {@code last}, both included.
 *
 * @param sighting rows of the range with a lower sighting at its end are gone
 */
record Repair(SourceTable table, long first, long last, long sighting) {

    boolean covers(SourceTable other, long otherFirst, long otherLast) {
        return table == other && first == otherFirst && last == otherLast;
    }
}
