package ocs.pulse.source;

import static ocs.pulse.source.SourceProblem.Reason.NO_FREE_SENDER;
import static ocs.pulse.source.SourceProblem.Reason.NO_FREE_SLOT;
import static ocs.pulse.source.SourceProblem.Reason.PRIVILEGE;
import static ocs.pulse.source.SourceProblem.Reason.VERSION;
import static ocs.pulse.source.SourceProblem.Reason.WAL_LEVEL;

/** What the server as a whole must offer: version, logical decoding, the right to replicate, room for one more reader. */
final class ServerCheck {
    /** The first version whose publications have column lists. */
    private static final int FIRST_VERSION = 150_000;

    private ServerCheck() {}

    static void check(SourceConnection source) {
        checkVersion(source.one("SELECT current_setting('server_version_num')::int", row -> row.getInt(1)));
        checkWalLevel(source.one("SELECT current_setting('wal_level')", row -> row.getString(1)));
        checkRole(source);
    }

    static void checkVersion(int number) {
        if (number < FIRST_VERSION) {
            throw new SourceProblem(
                    VERSION,
                    "The server runs Postgres " + number / 10_000
                            + ", whose publications have no column lists, so the text of messages would leave it:"
                            + " upgrade it to 15 or newer");
        }
    }

    static void checkWalLevel(String level) {
        if (!level.equals("logical")) {
            throw new SourceProblem(
                    WAL_LEVEL,
                    "The server's wal_level is '" + level
                            + "': set wal_level = logical in postgresql.conf and restart the server");
        }
    }

    private static void checkRole(SourceConnection source) {
        boolean mayReplicate = source.one("""
                SELECT rolreplication OR rolsuper OR EXISTS (
                  SELECT FROM pg_roles managed WHERE managed.rolname IN ('rds_replication', 'rds_superuser')
                    AND pg_has_role(current_user, managed.oid, 'MEMBER'))
                FROM pg_roles WHERE rolname = current_user""", row -> row.getBoolean(1));
        if (!mayReplicate) {
            String role = SetupSql.quoted(source.address().user());
            throw SourceProblem.withSql(
                    PRIVILEGE,
                    "User '" + source.address().user() + "' lacks the REPLICATION right: ALTER ROLE " + role
                            + " REPLICATION",
                    "ALTER ROLE " + role + " REPLICATION;\n");
        }
    }

    /** A slot has to be created: there must be room for it. */
    static void checkFreeSlot(SourceConnection source) {
        boolean free = source.one(
                "SELECT count(*) < current_setting('max_replication_slots')::int FROM pg_replication_slots",
                row -> row.getBoolean(1));
        if (!free) {
            throw new SourceProblem(
                    NO_FREE_SLOT,
                    "All replication slots of the server are taken: raise max_replication_slots and restart the server,"
                            + " or drop a slot that nobody needs (SELECT slot_name, active FROM pg_replication_slots)");
        }
    }

    static void checkFreeSender(SourceConnection source) {
        boolean free = source.one("""
                SELECT count(*) < current_setting('max_wal_senders')::int
                FROM pg_stat_get_activity(NULL) WHERE backend_type = 'walsender'""", row -> row.getBoolean(1));
        if (!free) {
            throw new SourceProblem(
                    NO_FREE_SENDER,
                    "All WAL senders of the server are busy: raise max_wal_senders and restart the server,"
                            + " or stop a replica that nobody needs (SELECT pid, application_name FROM pg_stat_replication)");
        }
    }
}
