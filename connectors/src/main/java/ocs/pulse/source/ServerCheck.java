package ocs.pulse.source;

import static ocs.pulse.source.SourceProblem.Reason.CLOCK;
import static ocs.pulse.source.SourceProblem.Reason.IDLE_SLOT_TIMEOUT;
import static ocs.pulse.source.SourceProblem.Reason.NO_FREE_SENDER;
import static ocs.pulse.source.SourceProblem.Reason.NO_FREE_SLOT;
import static ocs.pulse.source.SourceProblem.Reason.PRIVILEGE;
import static ocs.pulse.source.SourceProblem.Reason.STANDBY;
import static ocs.pulse.source.SourceProblem.Reason.VERSION;
import static ocs.pulse.source.SourceProblem.Reason.WAL_LEVEL;
import static ocs.pulse.source.SourceProblem.Reason.WAL_UNLIMITED;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the server as a whole must offer: version, logical decoding, the right to replicate, room for one more reader. */
final class ServerCheck {
    private static final int OLDEST = 14;
    private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(2);

    private ServerCheck() {}

    static List<Finding> check(SourceConnection source, SetupSql setup) {
        List<Finding> findings = new ArrayList<>();
        version(setup.server().version(), setup.terms().wholeRows()).ifPresent(findings::add);
        if (source.one("SELECT pg_is_in_recovery()", row -> row.getBoolean(1))) {
            findings.add(Finding.stop(
                    STANDBY, "The server is a standby, which capture cannot write its heartbeat to: name the primary"));
        }
        walLevel(source.one("SELECT current_setting('wal_level')", row -> row.getString(1)))
                .ifPresent(findings::add);
        role(source, setup).ifPresent(findings::add);
        return findings;
    }

    static Optional<Finding> version(int major, boolean wholeRows) {
        if (major < OLDEST) {
            return Optional.of(
                    Finding.stop(VERSION, "The server runs Postgres " + major + ": upgrade it to 15 or newer"));
        }
        if (major > OLDEST) {
            return Optional.empty();
        }
        String what = "The server runs Postgres 14, whose publications have no column lists, so whole rows leave it,"
                + " the text of messages included; they are cut to the listed columns in the memory of capture, before"
                + " Kafka. The role could not read that text with SELECT, but its stream carries it";
        return Optional.of(
                wholeRows
                        ? Finding.warning(VERSION, what)
                        : Finding.stop(
                                VERSION,
                                what + ": upgrade the server to 15 or newer, or accept it with --whole-rows accept"));
    }

    private static Optional<Finding> walLevel(String level) {
        return level.equals("logical")
                ? Optional.empty()
                : Optional.of(Finding.stop(
                        WAL_LEVEL,
                        "The server's wal_level is '" + level
                                + "': set wal_level = logical in postgresql.conf and restart the server",
                        "ALTER SYSTEM SET wal_level = logical;\n-- then restart the server\n"));
    }

    private static Optional<Finding> role(SourceConnection source, SetupSql setup) {
        boolean mayReplicate = source.one("""
                SELECT rolreplication OR rolsuper OR EXISTS (
                  SELECT FROM pg_roles managed WHERE managed.rolname IN ('rds_replication', 'rds_superuser')
                    AND pg_has_role(current_user, managed.oid, 'MEMBER'))
                FROM pg_roles WHERE rolname = current_user""", row -> row.getBoolean(1));
        return mayReplicate
                ? Optional.empty()
                : Optional.of(Finding.stop(
                        PRIVILEGE,
                        "User '" + setup.role() + "' lacks the REPLICATION right: " + setup.replication(),
                        setup.replication() + ";\n"));
    }

    /** A slot has to be created: there must be room for it. */
    static Optional<Finding> freeSlot(SourceConnection source) {
        boolean free = source.one(
                "SELECT count(*) < current_setting('max_replication_slots')::int FROM pg_replication_slots",
                row -> row.getBoolean(1));
        return free
                ? Optional.empty()
                : Optional.of(Finding.stop(
                        NO_FREE_SLOT,
                        "All replication slots of the server are taken: raise max_replication_slots and restart the server,"
                                + " or drop a slot that nobody needs (SELECT slot_name, active FROM pg_replication_slots)",
                        "ALTER SYSTEM SET max_replication_slots = "
                                + (source.one(
                                                "SELECT current_setting('max_replication_slots')::int",
                                                row -> row.getInt(1))
                                        + 1)
                                + ";\n-- then restart the server\n"));
    }

    static Optional<Finding> freeSender(SourceConnection source) {
        int most = source.one("SELECT current_setting('max_wal_senders')::int", row -> row.getInt(1));
        boolean free = source.one(
                "SELECT count(*) < ? FROM pg_stat_get_activity(NULL) WHERE backend_type = 'walsender'",
                row -> row.getBoolean(1),
                most);
        return free
                ? Optional.empty()
                : Optional.of(Finding.stop(
                        NO_FREE_SENDER,
                        "All WAL senders of the server are busy: raise max_wal_senders and restart the server,"
                                + " or stop a replica that nobody needs (SELECT pid, application_name FROM pg_stat_replication)",
                        "ALTER SYSTEM SET max_wal_senders = " + (most + 1) + ";\n-- then restart the server\n"));
    }

    /** What does not keep capture from working, but may hurt the server or somebody's understanding later. */
    static List<Finding> advice(SourceConnection source, Clock clock) {
        List<Finding> findings = new ArrayList<>();
        if (source.one("SELECT current_setting('max_slot_wal_keep_size')", row -> row.getString(1))
                .equals("-1")) {
            findings.add(Finding.warning(
                    WAL_UNLIMITED,
                    "max_slot_wal_keep_size is -1: while capture is down the server keeps its log without limit, until"
                            + " its disk is full; set it to what the disk can spare",
                    "ALTER SYSTEM SET max_slot_wal_keep_size = '10GB';\nSELECT pg_reload_conf();\n"));
        }
        source.list(
                        "SELECT setting || coalesce(unit, '') FROM pg_settings"
                                + " WHERE name = 'idle_replication_slot_timeout' AND setting <> '0'",
                        row -> row.getString(1))
                .forEach(timeout -> findings.add(Finding.warning(
                        IDLE_SLOT_TIMEOUT,
                        "idle_replication_slot_timeout is " + timeout
                                + ": the server gives the slot up when capture is down for longer")));
        clock(source, clock).ifPresent(findings::add);
        return findings;
    }

    private static Optional<Finding> clock(SourceConnection source, Clock clock) {
        long before = clock.millis();
        long theirs =
                source.one("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint", row -> row.getLong(1));
        long after = clock.millis();
        long difference = theirs < before ? theirs - before : Math.max(0, theirs - after);
        return Math.abs(difference) <= CLOCK_DIFFERENCE.toMillis()
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        CLOCK,
                        "The server's clock is " + Math.abs(difference) / 1000.0 + " s "
                                + (difference > 0 ? "ahead of" : "behind")
                                + " this machine's, so lag shows wrong by that much: synchronise both (NTP)"));
    }
}
