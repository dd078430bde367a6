package ocs.pulse.query.table;

import java.util.BitSet;

/** The rows that match a question, by ordinals that mean something to the table alone. */
public interface Rows<R> {

    /** The ordinals of the rows that match. */
    BitSet matching();

    /** The id that breaks ties. */
    long id(int ordinal);

    /** The key of a sortable column. */
    SortKey key(String column);

    /** The row as it is shown; asked only for the rows of the page. */
    R row(int ordinal);

    /** The ordinals in an order; others may be among those that match. Not to be written to. */
    default int[] ordered(RowOrder order) {
        return order.sorted(matching().stream().toArray());
    }
}
