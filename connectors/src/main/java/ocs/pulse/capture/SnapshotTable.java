package ocs.pulse.capture;

import java.util.OptionalLong;

/**
 * How far the snapshot of a table is.
 *
 * @param table its name without schema
 * @param rows rows that are in the topic
 * @param expected rows that a sample of the table promises; about, and empty where nobody can say
 * @param complete whether all its rows are in the topic
 */
public record SnapshotTable(String table, long rows, OptionalLong expected, boolean complete) {

    /** Rows that it has: of a table that is complete exactly, before that about; empty where nobody can say. */
    public OptionalLong total() {
        return complete ? OptionalLong.of(rows) : expected;
    }

    /** Rows that are still to come; empty where nobody can say, as of a table that has more than were expected. */
    public OptionalLong missing() {
        if (complete) {
            return OptionalLong.of(0);
        }
        return expected.isPresent() && expected.getAsLong() >= rows
                ? OptionalLong.of(expected.getAsLong() - rows)
                : OptionalLong.empty();
    }
}
