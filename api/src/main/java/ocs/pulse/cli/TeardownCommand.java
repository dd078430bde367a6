package ocs.pulse.cli;

import java.util.List;
import ocs.pulse.run.SourceSettings;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.Role;
import ocs.pulse.source.SourceProblem;
import ocs.pulse.source.Teardown;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code pulse connector teardown}: takes slot, publication and heartbeat table away, after asking. */
final class TeardownCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.withSettings(
                this,
                Role.CONNECTOR,
                "teardown",
                "Removes slot, publication and heartbeat table from the database; asks first.");
        spec.addOption(Consent.option());
        return spec;
    }

    @Override
    public int run(ParseResult parsed, Console console) {
        SourceSettings source = new SourceSettings(CommandSpecs.settings(Role.CONNECTOR, parsed, console));
        Teardown teardown = new Teardown(source.address(), source.names());
        try {
            List<String> statements = teardown.statements();
            if (statements.isEmpty()) {
                console.out().println("There is nothing of pulse in " + teardown.address() + ".");
                return ExitCode.OK.status();
            }
            console.out().println("In " + teardown.address() + ":");
            statements.forEach(statement -> console.out().println("  " + statement + ";"));
            if (!Consent.given(parsed, console)) {
                return ExitCode.UNEXPECTED.status();
            }
            statements.forEach(teardown::run);
            console.out().println("Removed. The next start takes a new snapshot, and needs --resnapshot for it.");
            return ExitCode.OK.status();
        } catch (SourceProblem problem) {
            throw SourceSettings.problem(problem);
        }
    }
}
