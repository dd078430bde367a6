package ocs.pulse.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import ocs.pulse.StreamsProblem;
import ocs.pulse.StreamsReset;
import ocs.pulse.embedded.CannotStart;
import ocs.pulse.embedded.DirectoryLock;
import ocs.pulse.settings.Catalog;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.ProgramProblem;
import ocs.pulse.settings.Role;
import ocs.pulse.settings.Settings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code pulse reset}: forgets everything that was worked out and the log that it was worked out from, of a program that does
 * not run. Nothing is answered until the next start has taken a new snapshot.
 */
final class ResetCommand implements Command {
    /** What a program keeps of Kafka and of the stages; tokens, keys and a Postgres of its own stay. */
    private static final List<String> FORGOTTEN = List.of("state", "kafka");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.withSettings(
                this,
                Role.RESET,
                "Forgets all state of a stopped program, in its directory and, with --kafka, in the cluster; asks first.");
        spec.addOption(Consent.option());
        return spec;
    }

    @Override
    public int run(ParseResult parsed, Console console) {
        Settings settings = CommandSpecs.settings(Role.RESET, parsed, console);
        Path home = settings.get(Catalog.DATA_DIR).toAbsolutePath().normalize();
        try (DirectoryLock lock = DirectoryLock.take(home);
                Cluster cluster = Cluster.of(settings.get(Catalog.KAFKA))) {
            List<Path> directories =
                    FORGOTTEN.stream().map(home::resolve).filter(Files::exists).toList();
            List<String> topics = cluster.topics();
            directories.forEach(directory -> console.out().println("  directory  " + directory));
            topics.forEach(topic -> console.out().println("  topic      " + topic));
            if (directories.isEmpty() && topics.isEmpty()) {
                console.out().println("There is nothing to forget.");
                return ExitCode.OK.status();
            }
            if (!Consent.given(parsed, console)) {
                return ExitCode.UNEXPECTED.status();
            }
            cluster.remove(topics);
            for (Path directory : directories) {
                delete(directory);
            }
            console.out().println("Removed. The next start takes a new snapshot, and needs --resnapshot for it.");
            return ExitCode.OK.status();
        } catch (StreamsProblem problem) {
            throw new ProgramProblem(ExitCode.KAFKA, String.valueOf(problem.getMessage()), problem);
        } catch (CannotStart inUse) {
            throw new ProgramProblem(ExitCode.DATA_DIRECTORY, String.valueOf(inUse.getMessage()), inUse);
        } catch (IOException failed) {
            throw new ProgramProblem(ExitCode.DATA_DIRECTORY, home + " cannot be emptied: " + failed, failed);
        }
    }

    /** The topics of a cluster, where there is one. */
    private record Cluster(Optional<StreamsReset> reset) implements AutoCloseable {
        static Cluster of(Optional<String> servers) {
            return new Cluster(servers.map(address -> new StreamsReset(Map.of("bootstrap.servers", address))));
        }

        List<String> topics() {
            return reset.map(StreamsReset::topics).orElse(List.of());
        }

        void remove(List<String> topics) {
            reset.ifPresent(known -> known.run(topics));
        }

        @Override
        public void close() {
            reset.ifPresent(StreamsReset::close);
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(directory)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
