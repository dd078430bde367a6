package ocs.pulse.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One command of {@code pulse}: the words it understands and what it does with them. */
interface Command {
    /** Its name, options and subcommands; {@link CommandSpecs} has what commands share. */
    CommandSpec spec();

    /**
     * Does it. A {@link ocs.pulse.settings.ProgramProblem} becomes one line on the error stream and its exit status.
     *
     * @return the exit status
     */
    int run(ParseResult parsed, Console console) throws InterruptedException;
}
