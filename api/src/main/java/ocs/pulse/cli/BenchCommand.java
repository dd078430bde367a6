package ocs.pulse.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.ProgramProblem;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code pulse bench}: hands its words to the benchmark, which is a jar of its own so that the rivals it measures are no part
 * of what operators run.
 */
final class BenchCommand implements Command {
    private static final String JAR = "pulse-bench.jar";
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Path home;

    /** Looks beside this program's jar, and where the build leaves it. */
    BenchCommand() {
        this(ownDirectory());
    }

    BenchCommand(Path home) {
        this.home = home;
    }

    /** All words but its name are the benchmark's, its {@code --help} too. */
    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("bench");
        spec.usageMessage().description("Measures ocs-pulse beside SQL, DuckDB and Debezium alone.");
        spec.parser().unmatchedArgumentsAllowed(true);
        return spec;
    }

    @Override
    public int run(ParseResult parsed, Console console) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(java(), "-jar", jar().toString()));
        command.addAll(parsed.unmatched());
        Process bench = start(command);
        while (bench.isAlive()) {
            if (console.ending().await(LOOK)) {
                bench.destroy();
                return bench.waitFor();
            }
        }
        return bench.exitValue();
    }

    private static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command).inheritIO().start();
        } catch (IOException failed) {
            throw new UncheckedIOException("The benchmark cannot be started", failed);
        }
    }

    private Path jar() {
        return candidates()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new ProgramProblem(
                        ExitCode.USAGE,
                        "There is no " + JAR + " in " + home + ": build it with mvn -DskipTests package"));
    }

    private Stream<Path> candidates() {
        Path built = home.resolveSibling("bench").resolve("target").resolve(JAR);
        return Stream.of(home.resolve(JAR), built);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Path ownDirectory() {
        try {
            Path own = Path.of(BenchCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Optional.ofNullable(own.getParent()).orElse(own);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
