package ocs.pulse.tables;

/**
 * One column that is read.
 *
 * @param name the column's name in Postgres
 * @param kind what its values are
 * @param nullable whether a value may be null
 * @param optional whether a database may lack the column (an older or newer Open Chat Studio)
 */
public record SourceColumn(String name, Kind kind, boolean nullable, boolean optional) {

    /** What a column's values are; each stands for the Postgres types that are read as it. */
    public enum Kind {
        /** {@code smallint}, {@code integer} or {@code bigint}. */
        INTEGER,
        /** {@code varchar}, {@code text} or {@code char}. */
        TEXT,
        /** {@code boolean}. */
        BOOLEAN,
        /** {@code timestamp with time zone}. */
        TIMESTAMP
    }

    static SourceColumn integer(String name) {
        return new SourceColumn(name, Kind.INTEGER, false, false);
    }

    static SourceColumn text(String name) {
        return new SourceColumn(name, Kind.TEXT, false, false);
    }

    static SourceColumn flag(String name) {
        return new SourceColumn(name, Kind.BOOLEAN, false, false);
    }

    static SourceColumn timestamp(String name) {
        return new SourceColumn(name, Kind.TIMESTAMP, false, false);
    }

    SourceColumn orNull() {
        return new SourceColumn(name, kind, true, optional);
    }

    SourceColumn orAbsent() {
        return new SourceColumn(name, kind, true, true);
    }
}
