package ocs.pulse.source;

/**
 * What the set-up has to know of a server.
 *
 * @param version the major version
 * @param database the database's name
 * @param rds whether replication is a role to be granted (Amazon RDS and Aurora) instead of an attribute
 */
public record ServerFacts(int version, String database, boolean rds) {
    private static final int FIRST_WITH_COLUMN_LISTS = 15;

    static ServerFacts of(SourceConnection source) {
        return source.one("""
                SELECT current_setting('server_version_num')::int / 10000, current_database(),
                  EXISTS (SELECT FROM pg_roles WHERE rolname = 'rds_replication')""", row -> new ServerFacts(row.getInt(1), row.getString(2), row.getBoolean(3)));
    }

    /** Whether a publication can keep columns in the database. */
    public boolean hasColumnLists() {
        return version >= FIRST_WITH_COLUMN_LISTS;
    }
}
