package ocs.pulse.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import ocs.pulse.settings.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code pulse connector}: what a data engineer needs before, beside and after capture. */
final class ConnectorCommand implements Command {
    private static final List<Command> ALL = Stream.concat(
                    Stream.of(new SetupSqlCommand(), new CheckCommand(), new TeardownCommand()),
                    Arrays.stream(ConnectAction.values()).map(ConnectCommand::new))
            .toList();

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(
                this, "connector", "Prepares, checks and removes capture, and runs it in Kafka Connect.");
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
