package ocs.pulse.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import ocs.pulse.auth.LocalToken;
import ocs.pulse.run.ProgressBar;
import ocs.pulse.run.Terminal;
import ocs.pulse.settings.Catalog;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.ProgramProblem;
import ocs.pulse.settings.Role;
import ocs.pulse.settings.Settings;
import ocs.pulse.source.SourceAddress;
import ocs.pulse.source.SourceProblem;
import ocs.pulse.verify.HttpAnswers;
import ocs.pulse.verify.Verification;
import ocs.pulse.verify.VerifyFailed;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code pulse verify}: holds what a running ocs-pulse answers against SQL on its source. */
final class VerifyCommand implements Command {
    private static final String TEAM = "--team";
    private static final String SAMPLE = "--sample";
    private static final String SEED = "--seed";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.withSettings(
                this, Role.VERIFY, "Compares what a running ocs-pulse answers with SQL on its source.");
        spec.addOption(OptionSpec.builder(TEAM)
                .type(String.class)
                .paramLabel("SLUG")
                .description("Only this team (default: all).")
                .build());
        spec.addOption(OptionSpec.builder(SAMPLE)
                .type(Integer.class)
                .paramLabel("NUMBER")
                .defaultValue("1")
                .description("How often each panel and session filter is asked with random values (default 1).")
                .build());
        spec.addOption(OptionSpec.builder(SEED)
                .type(Long.class)
                .paramLabel("NUMBER")
                .description("Of the random values; printed by each run, so that one can be run again.")
                .build());
        return spec;
    }

    @Override
    public int run(ParseResult parsed, Console console) {
        Settings settings = CommandSpecs.settings(Role.VERIFY, parsed, console);
        SourceAddress source = source(settings);
        URI url = URI.create(settings.get(Catalog.URL));
        long seed = Optional.ofNullable(parsed.<Long>matchedOptionValue(SEED, null))
                .orElseGet(() -> new Random().nextLong(1_000_000));
        int samples = parsed.matchedOptionValue(SAMPLE, 1);
        @Nullable String team = parsed.matchedOptionValue(TEAM, null);
        console.out().println("Comparing " + url + " with " + source + " (seed " + seed + ")");
        try (Connection connection = open(source, settings)) {
            HttpAnswers answers = new HttpAnswers(url, token(settings).orElse(null));
            Verification verification =
                    new Verification(connection, answers, console.out(), progress(console), samples, seed);
            verification.run(team);
            if (verification.differences() > 0) {
                return ExitCode.DIFFERENCES.status();
            }
            return verification.undecided() > 0 ? ExitCode.UNDECIDED.status() : ExitCode.OK.status();
        } catch (SQLException failure) {
            throw new ProgramProblem(
                    ExitCode.DATABASE,
                    "The database at " + source.server() + " cannot be asked: " + failure.getMessage(),
                    failure);
        } catch (VerifyFailed failure) {
            throw new ProgramProblem(ExitCode.UNANSWERED, String.valueOf(failure.getMessage()), failure);
        }
    }

    private static Verification.Progress progress(Console console) {
        ProgressBar bar = new ProgressBar(console.out(), Terminal.isOne());
        return new Verification.Progress() {
            @Override
            public void asked(String team, long questions, long of) {
                String done = " " + questions + " of " + of + " questions about " + team;
                bar.show("verify " + ProgressBar.bar(questions, of) + done, System.nanoTime());
            }

            @Override
            public void clear() {
                bar.clear();
            }
        };
    }

    private static SourceAddress source(Settings settings) {
        String url = settings.get(Catalog.DATABASE_URL)
                .orElseThrow(() -> new ProgramProblem(
                        ExitCode.USAGE,
                        "Setting database-url is missing: pulse verify needs --database-url"
                                + " postgresql://USER:PASSWORD@HOST:PORT/DATABASE"));
        try {
            return SourceAddress.parse(url);
        } catch (SourceProblem refused) {
            throw new ProgramProblem(ExitCode.USAGE, String.valueOf(refused.getMessage()), refused);
        }
    }

    /** One connection that only reads and gives up rather than wait or work long. */
    private static Connection open(SourceAddress source, Settings settings) throws SQLException {
        long limit = settings.get(Catalog.STATEMENT_TIMEOUT).toMillis();
        Properties properties = source.jdbcProperties();
        properties.setProperty("ApplicationName", "ocs-pulse verify");
        properties.setProperty("socketTimeout", Long.toString(limit / 1000 + 30));
        properties.setProperty(
                "options",
                "-c default_transaction_read_only=on -c statement_timeout=" + limit
                        + " -c lock_timeout=2000 -c idle_in_transaction_session_timeout=60000"
                        + " -c max_parallel_workers_per_gather=0 -c timezone=UTC");
        Connection connection = new Driver().connect(source.jdbcUrl(), properties);
        if (connection == null) {
            throw new IllegalStateException("The driver does not know its own address form");
        }
        return connection;
    }

    /** The one that is given, else that of the program in the data directory. */
    private static Optional<String> token(Settings settings) {
        Optional<String> given = settings.get(Catalog.TOKEN);
        Path own = settings.get(Catalog.DATA_DIR).resolve(LocalToken.FILE);
        if (given.isPresent() || !Files.exists(own)) {
            return given;
        }
        try {
            return Optional.of(Files.readString(own).split("\\s", 2)[0]);
        } catch (IOException unreadable) {
            throw new ProgramProblem(ExitCode.USAGE, "Token " + own + " cannot be read: " + unreadable, unreadable);
        }
    }
}
