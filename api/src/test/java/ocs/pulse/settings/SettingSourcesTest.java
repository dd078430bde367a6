package ocs.pulse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingSourcesTest {

    @Test
    void shouldTakeTheFlagBeforeTheVariableBeforeTheFileBeforeTheDefault(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("pulse.properties");
        Files.writeString(file, "port=1\nhost=::1\nrate=7\n");
        Settings settings = SettingSources.read(
                Map.of("port", "3"),
                Map.of("PULSE_PORT", "2", "PULSE_HOST", "localhost", "HOME", "/root"),
                Optional.of(file));
        assertThat(settings.get(Catalog.PORT)).isEqualTo(3);
        assertThat(settings.get(Catalog.HOST)).isEqualTo("localhost");
        assertThat(settings.get(Catalog.RATE)).isEqualTo(7.0);
        assertThat(settings.get(Catalog.RETENTION)).isEqualTo(Duration.ofDays(7));
        assertThat(settings.given(Catalog.RETENTION)).isFalse();
    }

    @Test
    void shouldNameTheNearestWhenASettingIsUnknown(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("pulse.properties");
        Files.writeString(file, "data-dri=x\n");
        assertUsage(() -> SettingSources.read(Map.of(), Map.of(), Optional.of(file)), "data-dri", "data-dir");
        assertUsage(
                () -> SettingSources.read(Map.of(), Map.of("PULSE_PROT", "1"), Optional.empty()), "PULSE_PROT", "port");
    }

    @Test
    void shouldNameTheSettingWhenItsValueCannotBe() {
        assertUsage(() -> Settings.of(Map.of("port", "http")), "port", "0 to 65535", "'http'");
        assertUsage(() -> Settings.of(Map.of("view-memory", "12 apples")), "view-memory", "64MB");
        assertUsage(() -> Settings.of(Map.of("heartbeat-interval", "1ms")), "heartbeat-interval", "at least 50ms");
        assertUsage(() -> Settings.of(Map.of("auth", "maybe")), "auth", "token, none");
        assertUsage(() -> Settings.of(Map.of("kafka", "localhost")), "kafka", "HOST:PORT");
    }

    @Test
    void shouldMaskThePasswordWhereverTheDatabaseIsPrinted() {
        Settings settings = Settings.of(Map.of("database-url", "postgresql://ocs:s3cret@db.example/ocs"));
        assertThat(settings.toString())
                .contains("postgresql://ocs:****@db.example/ocs")
                .doesNotContain("s3cret");
        assertUsage(() -> Settings.of(Map.of("database-url", "mysql://ocs:s3cret@db/ocs")), "database-url", "****");
    }

    @Test
    void shouldReadEveryDefault() {
        Settings settings = Settings.of(Map.of());
        assertThat(Catalog.ALL)
                .allSatisfy(setting -> assertThat(settings.get(setting)).isNotNull());
    }

    @Test
    void shouldListEverySettingAndExitCodeInTheTables() {
        assertThat(Catalog.ALL)
                .allSatisfy(setting -> assertThat(SettingsTable.markdown()).contains("| `" + setting.name() + "` |"));
        assertThat(SettingsTable.exitCodes()).contains("| 6 | Another program listens on the port. |");
    }

    private static void assertUsage(Runnable action, String... words) {
        assertThatThrownBy(action::run).isInstanceOfSatisfying(ProgramProblem.class, problem -> {
            assertThat(problem.code()).isEqualTo(ExitCode.USAGE);
            assertThat(problem.getMessage()).contains(words).doesNotContain("\n", "s3cret");
        });
    }
}
