package ocs.pulse.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import ocs.pulse.embedded.EmbeddedKafka;
import ocs.pulse.embedded.EmbeddedPostgres;
import ocs.pulse.source.SourceAddress;
import ocs.pulse.source.SourceProblem;
import ocs.pulse.source.TestSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that comes back from a backup under the same name and the same system identifier. */
class RestoredIT {
    @TempDir
    private Path directory;

    @Test
    void shouldStopWhenTheServerWasSetBackOrIsOnAnotherTimeline() throws Exception {
        Path home = directory.resolve("postgres");
        Path backup = directory.resolve("backup");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(Files.createDirectories(directory.resolve("kafka")))) {
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
                postgres.createDatabase("ocs");
                try (Connection connection = postgres.connect("ocs")) {
                    TestSchema.create(connection);
                }
                captureOnce(postgres, kafka, false);
            }
            copy(home.resolve("data"), backup);
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
                try (Connection connection = postgres.connect("ocs");
                        var statement = connection.createStatement()) {
                    statement.execute("SELECT pg_logical_emit_message(true, 'other', repeat('x', 1000000))");
                }
                captureOnce(postgres, kafka, false);
            }
            delete(home.resolve("data"));
            copy(backup, home.resolve("data"));
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
                assertThat(problem(postgres, kafka)).hasMessageContaining("ends before what capture has read");
                captureOnce(postgres, kafka, true);
            }
            // A standby that is promoted is on a new timeline, as is what was recovered from an archive.
            Files.createFile(home.resolve("data").resolve("standby.signal"));
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, 0, Map.of("restore_command", "/bin/false"))) {
                assertThat(CaptureCheck.all(settings(postgres, kafka)))
                        .anyMatch(finding -> finding.stops() && finding.code() == SourceProblem.Reason.STANDBY);
                promote(postgres);
                await().atMost(Duration.ofSeconds(60)).until(() -> !isInRecovery(postgres));
                assertThat(problem(postgres, kafka)).hasMessageContaining("timeline 2 where capture last saw 1");
                captureOnce(postgres, kafka, true);
            }
        }
    }

    private static void promote(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = postgres.connect();
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_promote()");
        }
    }

    private static boolean isInRecovery(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = postgres.connect();
                var answer = connection.createStatement().executeQuery("SELECT pg_is_in_recovery()")) {
            answer.next();
            return answer.getBoolean(1);
        }
    }

    private static CaptureSettings settings(EmbeddedPostgres postgres, EmbeddedKafka kafka) {
        return CaptureSettings.of(
                SourceAddress.of("127.0.0.1", postgres.port(), "ocs", EmbeddedPostgres.USER, ""),
                kafka.bootstrapServers());
    }

    private static SourceProblem problem(EmbeddedPostgres postgres, EmbeddedKafka kafka) {
        SourceProblem problem =
                catchThrowableOfType(SourceProblem.class, () -> CaptureEngine.start(settings(postgres, kafka))
                        .close());
        assertThat(problem).isNotNull().hasMessageContaining("--resnapshot");
        assertThat(problem.reason()).isEqualTo(SourceProblem.Reason.SOURCE_RESTORED);
        return problem;
    }

    private static void captureOnce(EmbeddedPostgres postgres, EmbeddedKafka kafka, boolean resnapshot) {
        try (CaptureEngine engine =
                CaptureEngine.start(settings(postgres, kafka).withResnapshot(resnapshot))) {
            await().atMost(Duration.ofSeconds(90)).until(() -> engine.progress().lastHeartbeatMillis() > 0);
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> engine.progress().slot().isPresent()
                            && engine.progress().slot().get().behind() < 100_000);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
