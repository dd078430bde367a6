package ocs.pulse.cli;

import java.util.List;
import ocs.pulse.settings.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code pulse connector}: what a data engineer needs before, beside and after capture. */
final class ConnectorCommand implements Command {
    private static final List<Command> ALL = List.of(new SetupSqlCommand(), new CheckCommand(), new TeardownCommand());

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(this, "connector", "Prepares, checks and removes capture.");
        for (Command command : ALL) {
            CommandSpec subcommand = command.spec();
            spec.addSubcommand(subcommand.name(), subcommand);
        }
        return spec;
    }

    @Override
    public int run(ParseResult parsed, Console console) {
        console.err().println("pulse: no command given; see pulse connector --help");
        return ExitCode.USAGE.status();
    }
}
