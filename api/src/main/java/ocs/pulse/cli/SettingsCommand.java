package ocs.pulse.cli;

import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.SettingsTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code pulse settings}: what the README shows of them. */
final class SettingsCommand implements Command {
    @Override
    public CommandSpec spec() {
        return CommandSpecs.of(this, "settings", "Prints the tables of settings and exit codes as Markdown.");
    }

    @Override
    public int run(ParseResult parsed, Console console) {
        console.out().print(SettingsTable.markdown() + "\n" + SettingsTable.exitCodes());
        return ExitCode.OK.status();
    }
}
