package ocs.pulse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ocs.pulse.embedded.DirectoryLock;
import ocs.pulse.run.Ending;
import ocs.pulse.settings.Catalog;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    @Test
    void shouldHelpOnEveryCommand() {
        for (Role role : List.of(Role.DEMO, Role.RUN, Role.CAPTURE, Role.SERVE, Role.TOKEN)) {
            assertThat(run(Map.of(), role.command(), "--help")).isZero();
            assertThat(Catalog.of(role))
                    .allSatisfy(setting -> assertThat(text(out)).contains(setting.flag()));
        }
        assertThat(run(Map.of(), "--help")).isZero();
        assertThat(run(Map.of(), "--version")).isZero();
        assertThat(text(out)).contains("Commands:", "pulse from sources");
    }

    @Test
    void shouldPrintTopologyAndSettings() {
        assertThat(run(Map.of(), "topology")).isZero();
        assertThat(run(Map.of(), "settings")).isZero();
        assertThat(text(out)).contains("ocs.changes", "| `data-dir` |");
    }

    @Test
    void shouldSayWhatIsUnknown() {
        assertRefused(ExitCode.USAGE, Map.of(), "--data-dir", "demo", "--data-dri", "x");
        assertRefused(ExitCode.USAGE, Map.of(), "see pulse", "dmeo");
        assertRefused(ExitCode.USAGE, Map.of(), "no command");
        assertRefused(ExitCode.USAGE, Map.of("PULSE_PROT", "80"), "PULSE_PROT", "demo");
        assertRefused(ExitCode.USAGE, Map.of(), "port", "demo", "--port", "eighty");
        assertRefused(ExitCode.USAGE, Map.of(), "cannot be read", "demo", "--config", "absent.properties");
    }

    @Test
    void shouldSayWhatIsMissing() {
        assertRefused(ExitCode.USAGE, Map.of(), "--database-url", "run", "--data-dir", directory.toString());
        assertRefused(ExitCode.USAGE, Map.of(), "--kafka", "serve", "--data-dir", directory.toString());
    }

    @Test
    void shouldRefuseToLetAnybodyInFromElsewhere() {
        String home = directory.toString();
        assertRefused(
                ExitCode.USAGE,
                Map.of(),
                "auth",
                "demo",
                "--data-dir",
                home,
                "--host",
                "0.0.0.0",
                "--port",
                "0",
                "--auth",
                "none");
        assertRefused(
                ExitCode.USAGE, Map.of(), "token-file", "demo", "--data-dir", home, "--host", "0.0.0.0", "--port", "0");
    }

    @Test
    void shouldNameThePortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertRefused(
                    ExitCode.PORT_TAKEN, Map.of(), port, "demo", "--data-dir", directory.toString(), "--port", port);
        }
    }

    @Test
    void shouldNameTheDataDirectoryThatIsInUseOrNoDirectory() throws IOException {
        try (DirectoryLock lock = DirectoryLock.take(directory.resolve("used"))) {
            assertRefused(
                    ExitCode.DATA_DIRECTORY,
                    Map.of(),
                    "used",
                    "demo",
                    "--data-dir",
                    directory.resolve("used").toString());
            assertThat(lock).isNotNull();
        }
        Path file = Files.writeString(directory.resolve("file"), "");
        assertRefused(ExitCode.DATA_DIRECTORY, Map.of(), "file", "demo", "--data-dir", file.toString());
    }

    @Test
    void shouldNameTheDatabaseThatIsUnreachableWithoutItsPassword() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            int port = free.getLocalPort();
            free.close();
            assertRefused(
                    ExitCode.DATABASE,
                    Map.of("PULSE_DATABASE_URL", "postgresql://ocs:s3cret@127.0.0.1:" + port + "/ocs"),
                    Integer.toString(port),
                    "run",
                    "--port",
                    "0",
                    "--data-dir",
                    directory.toString());
        }
    }

    private void assertRefused(ExitCode code, Map<String, String> variables, String word, String... arguments) {
        err.reset();
        assertThat(run(variables, arguments)).isEqualTo(code.status());
        assertThat(text(err).lines()).hasSize(1);
        assertThat(text(err)).startsWith("pulse: ").contains(word).doesNotContain("s3cret");
    }

    private int run(Map<String, String> variables, String... arguments) {
        return new Commands(stream(out), stream(err), variables, new Ending()).run(arguments);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
