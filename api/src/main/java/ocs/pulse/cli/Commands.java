package ocs.pulse.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import ocs.pulse.run.Ending;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.ProgramProblem;
import ocs.pulse.settings.Role;
import ocs.pulse.settings.SettingSources;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code pulse} and its commands. What goes wrong is one line on the error stream and an exit status. */
public final class Commands {
    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    /** Every command there is, in the order in which help lists them. */
    private static final List<Command> ALL = List.of(
            new ProgramCommand(Role.DEMO, "Everything in one process with a sample database."),
            new ProgramCommand(Role.RUN, "Everything in one process for a database that exists."),
            new ProgramCommand(Role.CAPTURE, "Only capture: from the database into Kafka."),
            new ProgramCommand(Role.SERVE, "Only stages and HTTP: from Kafka to answers."),
            new TokenCommand(),
            new VerifyCommand(),
            new RepairCommand(),
            new ResetCommand(),
            new StatusCommand(),
            new ConnectorCommand(),
            new TopologyCommand(),
            new BenchCommand(),
            new SettingsCommand());

    private final Console console;

    public Commands(PrintStream out, PrintStream err, Map<String, String> variables, Ending ending) {
        this(InputStream.nullInputStream(), out, err, variables, ending);
    }

    /** @param in where a command that asks before it does something reads the answer */
    public Commands(InputStream in, PrintStream out, PrintStream err, Map<String, String> variables, Ending ending) {
        this.console = new Console(in, out, err, variables, ending);
    }

    /** The exit status. */
    public int run(String... arguments) {
        CommandLine command = new CommandLine(pulse())
                .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setUsageHelpWidth(110)
                .setUsageHelpAutoWidth(false);
        command.setExecutionStrategy(this::execute);
        command.setParameterExceptionHandler((problem, given) -> usage(problem));
        return command.execute(arguments);
    }

    private int execute(ParseResult parsed) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        ParseResult chosen = parsed;
        while (chosen.hasSubcommand()) {
            chosen = chosen.subcommand();
        }
        try {
            if (chosen.commandSpec().userObject() instanceof Command command) {
                return command.run(chosen, console);
            }
            console.err().println("pulse: no command given; see pulse --help");
            return ExitCode.USAGE.status();
        } catch (ProgramProblem problem) {
            return fail(problem);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return ExitCode.UNEXPECTED.status();
        } catch (RuntimeException unexpected) {
            LOG.error("pulse failed", unexpected);
            return fail(new ProgramProblem(ExitCode.UNEXPECTED, "Unexpected: " + unexpected, unexpected));
        }
    }

    private int fail(ProgramProblem problem) {
        console.err().println("pulse: " + problem.getMessage());
        if (!problem.remedy().isEmpty()) {
            console.out().println(problem.remedy());
        }
        LOG.debug("pulse ends", problem);
        return problem.code().status();
    }

    private int usage(CommandLine.ParameterException problem) {
        String hint = "see " + problem.getCommandLine().getCommandSpec().qualifiedName() + " --help";
        if (problem instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String argument = unmatched.getUnmatched().get(0);
            String known = argument.startsWith("--")
                    ? "; did you mean --"
                            + SettingSources.nearest(argument.substring(2).split("=", 2)[0]) + "?"
                    : ";";
            console.err()
                    .println("pulse: unknown " + (argument.startsWith("-") ? "flag " : "command ")
                            + argument.split("=", 2)[0] + known + " " + hint);
        } else {
            console.err()
                    .println("pulse: "
                            + String.valueOf(problem.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("")
                            + "; " + hint);
        }
        return ExitCode.USAGE.status();
    }

    private static CommandSpec pulse() {
        CommandSpec pulse = CommandSpec.create().name("pulse");
        pulse.usageMessage().description("Live, exact tables and dashboards for Open Chat Studio.");
        pulse.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Prints this help.")
                .build());
        pulse.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Prints the version.")
                .build());
        pulse.version("pulse " + version());
        for (Command command : ALL) {
            CommandSpec spec = command.spec();
            pulse.addSubcommand(spec.name(), spec);
        }
        return pulse;
    }

    private static String version() {
        @Nullable String version = Commands.class.getPackage().getImplementationVersion();
        return version == null ? "from sources" : version;
    }
}
