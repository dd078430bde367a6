package ocs.pulse.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import ocs.pulse.auth.Caller;
import ocs.pulse.auth.TokenFile;
import ocs.pulse.auth.TokenLine;
import ocs.pulse.auth.Tokens;
import ocs.pulse.settings.Catalog;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.ProgramProblem;
import ocs.pulse.settings.Role;
import ocs.pulse.settings.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code pulse token}: makes, lists and revokes the tokens of the token file. */
final class TokenCommand implements Command {
    private static final String NAME = "NAME";

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                CommandSpecs.of(this, "token", "Makes, lists and revokes tokens; a running program follows.");
        spec.addSubcommand("create", new Create().spec());
        spec.addSubcommand("list", new Listing().spec());
        spec.addSubcommand("revoke", new Revoke().spec());
        return spec;
    }

    @Override
    public int run(ParseResult parsed, Console console) {
        throw new ProgramProblem(ExitCode.USAGE, "Say what: pulse token create, list or revoke");
    }

    private static CommandSpec spec(Command command, String name, String description) {
        return CommandSpecs.withSettings(command, Role.TOKEN, description).name(name);
    }

    private static void addName(CommandSpec spec, String description) {
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel(NAME)
                .index("0")
                .arity("1")
                .type(String.class)
                .description(description)
                .build());
    }

    private static String whose(ParseResult parsed) {
        String name = parsed.matchedPositionalValue(0, "");
        if (!name.matches("[A-Za-z0-9._@-]+")) {
            throw new ProgramProblem(
                    ExitCode.USAGE, "A token's name takes letters, digits and . _ @ -, not '" + name + "'");
        }
        return name;
    }

    private static TokenFile file(ParseResult parsed, Console console) {
        Settings settings = CommandSpecs.settings(Role.TOKEN, parsed, console);
        return new TokenFile(Catalog.tokenFile(settings));
    }

    /** Prints the token, which nobody can print again. */
    record Create() implements Command {
        private static final String TEAMS = "--teams";
        private static final String RIGHTS = "--rights";
        private static final String DAYS = "--days";

        @Override
        public CommandSpec spec() {
            CommandSpec spec = TokenCommand.spec(this, "create", "Makes a token and prints it, this once.");
            addName(spec, "Whose it is, for logs and limits.");
            spec.addOption(option(TEAMS, "SLUGS", "The teams it may see, with commas between, or *.")
                    .required(true)
                    .build());
            spec.addOption(option(RIGHTS, "RIGHTS", "dashboard, sessions, export, with commas between (default all).")
                    .build());
            spec.addOption(option(DAYS, "NUMBER", "After how many days it ends (default: never).")
                    .build());
            return spec;
        }

        @Override
        public int run(ParseResult parsed, Console console) {
            TokenFile file = file(parsed, console);
            String name = whose(parsed);
            if (file.exists()
                    && file.lines().stream().anyMatch(line -> line.name().equals(name))) {
                throw new ProgramProblem(ExitCode.USAGE, "There is a token " + name + " already; revoke it first");
            }
            String token = Tokens.random();
            file.add(new TokenLine(
                    Tokens.sha256(token),
                    name,
                    teams(parsed),
                    TokenLine.rights(parsed.matchedOptionValue(RIGHTS, "all"), RIGHTS),
                    lastDay(parsed.matchedOptionValue(DAYS, null))));
            console.out().println(token);
            return ExitCode.OK.status();
        }

        private static Set<String> teams(ParseResult parsed) {
            Set<String> teams = TokenLine.words(parsed.matchedOptionValue(TEAMS, ""));
            boolean unfit = teams.isEmpty() || teams.contains(Caller.EVERY_TEAM) && teams.size() > 1;
            if (unfit || teams.stream().anyMatch(team -> !team.matches("\\*|[A-Za-z0-9_-]+"))) {
                throw new ProgramProblem(ExitCode.USAGE, TEAMS + " takes slugs with commas between, or *");
            }
            return teams;
        }

        private static Optional<LocalDate> lastDay(@Nullable String days) {
            if (days == null) {
                return Optional.empty();
            }
            if (!days.matches("[1-9]\\d{0,4}")) {
                throw new ProgramProblem(ExitCode.USAGE, DAYS + " takes a number of days from 1 to 99999");
            }
            Duration lifetime = Duration.ofDays(Long.parseLong(days));
            return Optional.of(LocalDate.ofInstant(Clock.systemUTC().instant().plus(lifetime), ZoneOffset.UTC));
        }

        private static OptionSpec.Builder option(String name, String label, String description) {
            return OptionSpec.builder(name).type(String.class).paramLabel(label).description(description);
        }
    }

    /** Names, teams, rights and ends; never a token. */
    record Listing() implements Command {
        @Override
        public CommandSpec spec() {
            return TokenCommand.spec(this, "list", "Lists the tokens' names, teams, rights and last days.");
        }

        @Override
        public int run(ParseResult parsed, Console console) {
            for (TokenLine line : file(parsed, console).lines()) {
                console.out()
                        .printf(
                                "%-20s %-30s %-20s %s%n",
                                line.name(),
                                String.join(",", line.teams().stream().sorted().toList()),
                                TokenLine.rightsText(line.rights()),
                                line.lastDay().map(LocalDate::toString).orElse("never ends"));
            }
            return ExitCode.OK.status();
        }
    }

    /** By name. */
    record Revoke() implements Command {
        @Override
        public CommandSpec spec() {
            CommandSpec spec = TokenCommand.spec(this, "revoke", "Revokes a token, and the sessions begun with it.");
            addName(spec, "Whose it is, as pulse token list shows it.");
            return spec;
        }

        @Override
        public int run(ParseResult parsed, Console console) {
            String name = whose(parsed);
            if (file(parsed, console).remove(name) == 0) {
                throw new ProgramProblem(ExitCode.USAGE, "There is no token " + name + "; see pulse token list");
            }
            console.out().println("Revoked " + name + "; running programs follow within a second");
            return ExitCode.OK.status();
        }
    }
}
