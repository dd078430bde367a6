package ocs.pulse.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ocs.pulse.PulseTopology;
import ocs.pulse.embedded.EmbeddedKafka;
import ocs.pulse.embedded.EmbeddedPostgres;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.testing.GoldenDatabase;
import ocs.pulse.testing.RandomHistory;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data directory of a program that was stopped is copied and the copy started in its place, a topic is lost, and it is reset. */
@Tag("full")
class BackupIT {
    @TempDir
    Path directory;

    @Test
    void shouldAnswerAsSqlDoesOrSayWhatIsMissingWhenTheDirectoryIsNotTheNewest() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.temporary()) {
            postgres.createDatabase("ocs");
            try (Connection connection = postgres.connect("ocs")) {
                GoldenDatabase.load(connection);
            }
            runAndCompare(postgres, "first", 1);
            copy("first", "backup");
            copy("backup", "restored");
            write(postgres, 2);
            runAndCompare(postgres, "restored", 3);
            forgetPositions("restored");
            assertThat(stopsByItself(postgres, "restored", "pulse reset")).isEqualTo(ExitCode.STREAMS.status());

            copy("backup", "late");
            assertThat(stopsByItself(postgres, "late", "--resnapshot")).isEqualTo(ExitCode.DATABASE.status());
            runAndCompare(postgres, "late", 4, "--resnapshot");

            deleteTopic("late", "pulse-teams-changelog");
            assertThat(stopsByItself(postgres, "late", "pulse reset")).isEqualTo(ExitCode.STREAMS.status());

            assertThat(reset("late")).isZero();
            assertThat(directory.resolve("late/state")).doesNotExist();
            assertThat(directory.resolve("late/kafka")).doesNotExist();
            runAndCompare(postgres, "late", 5, "--resnapshot");
        }
    }

    /** The exit status of a start that says what is to be done about it. */
    private int stopsByItself(EmbeddedPostgres postgres, String home, String mend) throws Exception {
        try (ProgramChild pulse = start(postgres, home, Probe.freePort())) {
            int status = pulse.exit(Duration.ofMinutes(3));
            assertThat(pulse.said()).contains(mend);
            return status;
        }
    }

    /** Under stores that go on behind it. */
    private void deleteTopic(String home, String topic) throws Exception {
        Path log = directory.resolve(home).resolve("kafka");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(log);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }

    /** As brokers do some time after the last server has ended. */
    private void forgetPositions(String home) throws Exception {
        Path log = directory.resolve(home).resolve("kafka");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(log);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteConsumerGroups(List.of(PulseTopology.APPLICATION_ID))
                    .all()
                    .get();
        }
    }

    private int reset(String home) throws Exception {
        String data = directory.resolve(home).toString();
        try (ProgramChild reset =
                ProgramChild.start(directory.resolve("reset.log"), "reset", "--data-dir", data, "--yes")) {
            return reset.exit(Duration.ofMinutes(1));
        }
    }

    /** Answers are SQL's at first and after some writing; then it ends in order. */
    private void runAndCompare(EmbeddedPostgres postgres, String home, long seed, String... more) throws Exception {
        int port = Probe.freePort();
        Probe probe = Probe.of(port);
        try (ProgramChild pulse = start(postgres, home, port, more)) {
            probe.awaitReady(pulse::isAlive);
            compare(probe, postgres);
            write(postgres, seed);
            compare(probe, postgres);
            assertThat(pulse.terminate()).isZero();
        }
    }

    private ProgramChild start(EmbeddedPostgres postgres, String home, int port, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--database-url",
                postgres.uri("ocs"),
                "--data-dir",
                directory.resolve(home).toString(),
                "--port",
                Integer.toString(port),
                "--auth",
                "none",
                "--wait-limit",
                "60s"));
        arguments.addAll(List.of(more));
        return ProgramChild.start(directory.resolve(home + ".log"), arguments.toArray(String[]::new));
    }

    private static void compare(Probe probe, EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = postgres.connect("ocs")) {
            probe.assertAnswersAreSqls(connection, "2025-08-01T00:00:00Z", "2027-12-01T00:00:00Z");
        }
    }

    private static void write(EmbeddedPostgres postgres, long seed) throws SQLException {
        try (Connection connection = postgres.connect("ocs")) {
            assertThat(new RandomHistory(seed, connection).run(30)).isPositive();
        }
    }

    /** As {@code cp -a} does. */
    private void copy(String from, String to) throws IOException {
        Path source = directory.resolve(from);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        directory.resolve(to).resolve(source.relativize(file)),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
