package ocs.pulse.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ocs.pulse.PulseTopology;
import ocs.pulse.ledger.LedgerBoard;
import ocs.pulse.run.Ending;
import ocs.pulse.run.Program;
import ocs.pulse.settings.Catalog;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.ProgramProblem;
import ocs.pulse.settings.Role;
import ocs.pulse.settings.Setting;
import ocs.pulse.settings.SettingSources;
import ocs.pulse.settings.Settings;
import ocs.pulse.settings.SettingsTable;
import ocs.pulse.team.Teams;
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
    private static final String CONFIG = "--config";

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> variables;
    private final Ending ending;

    public Commands(PrintStream out, PrintStream err, Map<String, String> variables, Ending ending) {
        this.out = out;
        this.err = err;
        this.variables = Map.copyOf(variables);
        this.ending = ending;
    }

    /** The exit status. */
    public int run(String... arguments) {
        CommandLine command = new CommandLine(pulse())
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
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
        ParseResult chosen = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        try {
            return execute(chosen.commandSpec().name(), chosen);
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

    private int execute(String name, ParseResult parsed) throws InterruptedException {
        switch (name) {
            case "pulse" -> {
                err.println("pulse: no command given; see pulse --help");
                return ExitCode.USAGE.status();
            }
            case "topology" ->
                out.print(
                        PulseTopology.build(new LedgerBoard(), new Teams(1, 0)).describe());
            case "settings" -> out.print(SettingsTable.markdown() + "\n" + SettingsTable.exitCodes());
            default -> {
                Role role = Role.valueOf(name.toUpperCase(java.util.Locale.ROOT));
                Program.run(role, settings(role, parsed), out, ending);
            }
        }
        return ExitCode.OK.status();
    }

    private Settings settings(Role role, ParseResult parsed) {
        Map<String, String> flags = new HashMap<>();
        for (Setting<?> setting : Catalog.of(role)) {
            @Nullable String value = parsed.matchedOptionValue(setting.flag(), null);
            if (value != null) {
                flags.put(setting.name(), value);
            }
        }
        @Nullable Path config = parsed.matchedOptionValue(CONFIG, null);
        return SettingSources.read(flags, variables, Optional.ofNullable(config));
    }

    private int fail(ProgramProblem problem) {
        err.println("pulse: " + problem.getMessage());
        if (!problem.remedy().isEmpty()) {
            out.println(problem.remedy());
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
            err.println("pulse: unknown " + (argument.startsWith("-") ? "flag " : "command ")
                    + argument.split("=", 2)[0] + known + " " + hint);
        } else {
            err.println("pulse: "
                    + String.valueOf(problem.getMessage()).lines().findFirst().orElse("") + "; " + hint);
        }
        return ExitCode.USAGE.status();
    }

    private static CommandSpec pulse() {
        CommandSpec pulse = command("pulse", "Live, exact tables and dashboards for Open Chat Studio.");
        pulse.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Prints the version.")
                .build());
        pulse.version("pulse " + version());
        pulse.addSubcommand("demo", role(Role.DEMO, "Everything in one process with a sample database."));
        pulse.addSubcommand("run", role(Role.RUN, "Everything in one process for a database that exists."));
        pulse.addSubcommand("capture", role(Role.CAPTURE, "Only capture: from the database into Kafka."));
        pulse.addSubcommand("serve", role(Role.SERVE, "Only stages and HTTP: from Kafka to answers."));
        pulse.addSubcommand("topology", command("topology", "Prints the stages, stores and topics."));
        pulse.addSubcommand(
                "settings", command("settings", "Prints the tables of settings and exit codes as Markdown."));
        return pulse;
    }

    private static CommandSpec role(Role role, String description) {
        CommandSpec spec = command(role.command(), description);
        spec.usageMessage()
                .footer(
                        "",
                        "Each setting is also a variable (--data-dir: PULSE_DATA_DIR) and a key of the properties",
                        "file (data-dir=...); a flag goes before a variable, a variable before the file.");
        spec.addOption(OptionSpec.builder(CONFIG)
                .type(Path.class)
                .paramLabel("FILE")
                .description("A properties file with settings.")
                .build());
        for (Setting<?> setting : Catalog.of(role)) {
            String fallback = setting.fallback().isEmpty() ? "" : " (default " + setting.fallback() + ")";
            spec.addOption(OptionSpec.builder(setting.flag())
                    .type(String.class)
                    .paramLabel(setting.label())
                    .description((setting.meaning() + fallback + ".").replace("%", "%%"))
                    .build());
        }
        return spec;
    }

    private static CommandSpec command(String name, String description) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(description);
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Prints this help.")
                .build());
        return spec;
    }

    private static String version() {
        @Nullable String version = Commands.class.getPackage().getImplementationVersion();
        return version == null ? "from sources" : version;
    }
}
