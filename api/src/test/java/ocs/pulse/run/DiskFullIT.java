package ocs.pulse.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import ocs.pulse.demo.DemoDatabase;
import ocs.pulse.embedded.EmbeddedPostgres;
import ocs.pulse.settings.ExitCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data directory on a disk of its own, which needs a system that lets this user mount one in a namespace. */
@Tag("full")
class DiskFullIT {
    @TempDir
    Path directory;

    @Test
    void shouldEndWithOneLineWhenTheDiskIsFullAndGoOnWhenThereIsRoom() throws Exception {
        int port = Probe.freePort();
        Probe probe = Probe.of(port);
        Path disk = Files.createDirectories(directory.resolve("disk"));
        Path kept = Files.createDirectories(directory.resolve("kept"));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.temporary()) {
            postgres.createDatabase("ocs");
            try (Connection connection = postgres.connect("ocs")) {
                DemoDatabase.create(connection, Instant.now());
            }
            String[] run = {
                "run",
                "--database-url",
                postgres.uri("ocs"),
                "--data-dir",
                disk.resolve("data").toString(),
                "--port",
                Integer.toString(port),
                "--auth",
                "none"
            };
            // What is on the small disk at the end is what the next start finds on a larger one.
            String small =
                    "mount -t tmpfs -o size=16m none '%1$s' && \"$@\"; status=$?; cp -a '%1$s'/. '%2$s'; exit $status"
                            .formatted(disk, kept);
            try (ProgramChild full = ProgramChild.start(inNamespace(small), directory.resolve("full.log"), run)) {
                assertThat(full.exit(Duration.ofMinutes(3))).isEqualTo(ExitCode.DATA_DIRECTORY.status());
                assertThat(full.said().lines().filter(line -> line.startsWith("pulse: ")))
                        .singleElement()
                        .asString()
                        .contains("disk", "full");
            }
            String large = "mount --bind '%s' '%s' && exec \"$@\"".formatted(kept, disk);
            try (ProgramChild again = ProgramChild.start(inNamespace(large), directory.resolve("again.log"), run)) {
                probe.awaitReady(again::isAlive);
                Instant now = Instant.now();
                try (Connection connection = postgres.connect("ocs")) {
                    probe.assertAnswersAreSqls(
                            connection,
                            now.minus(Duration.ofDays(200)).toString(),
                            now.plus(Duration.ofDays(2)).toString());
                }
            }
        }
    }

    private static List<String> inNamespace(String script) {
        return List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh");
    }
}
