package ocs.pulse.cli;

import java.util.Optional;
import ocs.pulse.run.SourceSettings;
import ocs.pulse.settings.Catalog;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.ProgramProblem;
import ocs.pulse.settings.Role;
import ocs.pulse.settings.Settings;
import ocs.pulse.source.ServerFacts;
import ocs.pulse.source.SetupSql;
import ocs.pulse.source.SourceLayout;
import ocs.pulse.source.SourceProblem;
import ocs.pulse.source.SourceTerms;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code pulse connector setup-sql}: the statements that make a database ready, for somebody with the right to do so. */
final class SetupSqlCommand implements Command {
    private static final String ROLE = "--role";
    private static final String POSTGRES = "--postgres";
    private static final String DATABASE = "--database";
    private static final int OLDEST = 14;
    private static final int NEWEST = 18;

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.withSettings(
                this, Role.CONNECTOR, "setup-sql", "Prints the SQL that makes a database ready to be captured.");
        spec.addOption(OptionSpec.builder(ROLE)
                .type(String.class)
                .paramLabel("NAME")
                .defaultValue("pulse")
                .description("The role that capture logs in as (default pulse).")
                .build());
        spec.addOption(OptionSpec.builder(POSTGRES)
                .type(Integer.class)
                .paramLabel("VERSION")
                .description("Without --database-url: the server's major version, 14 to 18 (default 17).")
                .build());
        spec.addOption(OptionSpec.builder(DATABASE)
                .type(String.class)
                .paramLabel("NAME")
                .defaultValue("ocs")
                .description("Without --database-url: the database's name (default ocs).")
                .build());
        return spec;
    }

    @Override
    public int run(ParseResult parsed, Console console) {
        Settings settings = CommandSpecs.settings(Role.CONNECTOR, parsed, console);
        SourceSettings source = new SourceSettings(settings);
        String role = parsed.matchedOptionValue(ROLE, "pulse");
        SetupSql setup = settings.get(Catalog.DATABASE_URL).isPresent()
                ? ofDatabase(source, role)
                : new SetupSql(SourceLayout.complete(), source.names(), role, source.terms(), told(parsed));
        requirePrivate(setup);
        console.out().print(heading(setup) + setup.script() + ending(setup));
        return ExitCode.OK.status();
    }

    private static SetupSql ofDatabase(SourceSettings source, String role) {
        try {
            return source.check().setup(role);
        } catch (SourceProblem problem) {
            throw SourceSettings.problem(problem);
        }
    }

    private static ServerFacts told(ParseResult parsed) {
        int version = Optional.ofNullable(parsed.<Integer>matchedOptionValue(POSTGRES, null))
                .orElse(17);
        if (version < OLDEST || version > NEWEST) {
            throw new ProgramProblem(
                    ExitCode.USAGE, "Option " + POSTGRES + " takes a version from 14 to 18, not " + version);
        }
        return new ServerFacts(version, parsed.matchedOptionValue(DATABASE, "ocs"), false);
    }

    private static void requirePrivate(SetupSql setup) {
        if (!setup.server().hasColumnLists() && !setup.terms().wholeRows()) {
            throw new ProgramProblem(
                    ExitCode.DATABASE,
                    "Postgres " + setup.server().version() + " has no column lists, so whole rows would leave the"
                            + " database, the text of messages included, and only be cut in the memory of capture:"
                            + " upgrade to 15 or newer, or accept it with --whole-rows accept");
        }
    }

    private static String heading(SetupSql setup) {
        SourceTerms terms = setup.terms();
        StringBuilder text = new StringBuilder(
                "-- Makes database " + setup.server().database() + " (Postgres "
                        + setup.server().version() + ") ready to be captured by pulse.\n"
                        + "-- Run it as a superuser, or as the owner of the tables who may create roles; it may be run again.\n");
        if (!setup.server().hasColumnLists()) {
            text.append("-- This server has no column lists: whole rows, message text included, stream to capture.\n");
        }
        if (terms.heartbeatIsMessage()) {
            text.append("-- No table is made: the heartbeat is a logical message, which every slot of this database"
                    + " may be sent.\n");
        }
        return text.append('\n').toString();
    }

    private static String ending(SetupSql setup) {
        return "\n-- Then give the role a password that stands in no file of statements, in psql:  \\password "
                + setup.role()
                + "\n-- and let the host of capture in, in pg_hba.conf (replication goes by the database's own line):\n"
                + "-- hostssl  " + setup.server().database() + "  " + setup.role()
                + "  ADDRESS/32  scram-sha-256\n";
    }
}
