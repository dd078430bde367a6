package ocs.pulse.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ocs.pulse.embedded.EmbeddedPostgres;
import ocs.pulse.source.SourceProblem.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The printed SQL on every version of Postgres that it is for. {@code mvn verify -pl connectors -am -Ppostgres-versions
 * -Dtest.excluded=none -Dtest=none -Dit.test=SetupVersionsIT -Dsurefire.failIfNoSpecifiedTests=false
 * -Dfailsafe.failIfNoSpecifiedTests=false}
 */
@Tag("soak")
class SetupVersionsIT {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void shouldPrepareAndClean(int version) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.temporary(programs(version), Map.of())) {
            new SetupScenario(postgres, new SourceTerms(Heartbeat.TABLE, version == 14)).run();
        }
        Map<String, String> own = version == 18 ? Map.of("idle_replication_slot_timeout", "1d") : Map.of();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.temporary(programs(version), own)) {
            assertThat(codes(postgres).contains(Reason.VERSION)).isEqualTo(version == 14);
            assertThat(codes(postgres).contains(Reason.IDLE_SLOT_TIMEOUT)).isEqualTo(version == 18);
            new SetupScenario(postgres, new SourceTerms(Heartbeat.MESSAGE, version == 14)).run();
        }
    }

    private static List<Code> codes(EmbeddedPostgres postgres) {
        SourceAddress address = SourceAddress.of("127.0.0.1", postgres.port(), "postgres", EmbeddedPostgres.USER, "");
        return new SourceCheck(address, SourceNames.DEFAULT, SourceTerms.DEFAULT)
                .inspect().findings().stream().map(Finding::code).toList();
    }

    private Path programs(int version) throws IOException, InterruptedException {
        Path home = directory.resolve("postgres-" + version);
        if (Files.isDirectory(home)) {
            return home;
        }
        Files.createDirectories(home);
        int status = new ProcessBuilder("tar", "-xJf", archive(version).toString(), "-C", home.toString())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).isZero();
        return home;
    }

    /** Where the profile postgres-versions unpacks what it resolves. */
    private static Path archive(int version) throws IOException {
        try (Stream<Path> archives = Files.walk(Path.of("target", "postgres", Integer.toString(version)))) {
            List<Path> found = archives.filter(file -> file.toString().endsWith("linux-x86_64.txz"))
                    .toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }
}
