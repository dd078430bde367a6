package ocs.pulse.query.table;

/** The rows that match a question, by ordinals that mean something to the table alone. */
public interface Rows<R> {

    /** The ordinals of the rows, each once, in any order. */
    int[] ordinals();

    /** The id that breaks ties. */
    long id(int ordinal);

    /** The key of a sortable column. */
    SortKey key(String column);

    /** The row as it is shown; asked only for the rows of the page. */
    R row(int ordinal);
}
