package ocs.pulse.cli;

import ocs.pulse.run.Program;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.Role;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A command that stays up until it is ended. */
record ProgramCommand(Role role, String description) implements Command {
    @Override
    public CommandSpec spec() {
        return CommandSpecs.withSettings(this, role, description);
    }

    @Override
    public int run(ParseResult parsed, Console console) throws InterruptedException {
        Program.run(role, CommandSpecs.settings(role, parsed, console), console.out(), console.ending());
        return ExitCode.OK.status();
    }
}
