package ocs.pulse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import ocs.pulse.auth.Caller;
import ocs.pulse.auth.Right;
import ocs.pulse.auth.TokenFile;
import ocs.pulse.run.Ending;
import ocs.pulse.settings.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    @Test
    void shouldMakeListAndRevoke() throws Exception {
        assertThat(run("create", "wall-screen", "--teams", "demo,clinic", "--rights", "dashboard", "--days", "90"))
                .isZero();
        String token = take(out).strip();
        Path file = directory.resolve("tokens");
        assertThat(Files.readString(file)).doesNotContain(token);
        Caller caller = TokenFile.read(file).caller(token).orElseThrow();
        assertThat(caller.teams()).containsExactlyInAnyOrder("demo", "clinic");
        assertThat(caller.rights()).containsExactly(Right.DASHBOARD);

        assertThat(run("create", "ops", "--teams", "*")).isZero();
        take(out);
        assertThat(run("list")).isZero();
        assertThat(take(out))
                .containsPattern("wall-screen +clinic,demo +dashboard +20\\d\\d-")
                .containsPattern("ops +\\* +all +never ends");

        assertThat(run("revoke", "wall-screen")).isZero();
        assertThat(TokenFile.read(file).caller(token)).isEmpty();
        assertThat(new TokenFile(file).lines()).hasSize(1);
    }

    @Test
    void shouldWriteTheFileThatWasNamed() {
        Path file = directory.resolve("elsewhere");
        assertThat(run("create", "ops", "--teams", "*", "--token-file", file.toString()))
                .isZero();
        assertThat(file).exists();
        assertThat(directory.resolve("tokens")).doesNotExist();
    }

    @Test
    void shouldSayWhatCannotBe() {
        assertThat(run("create", "ops", "--teams", "*")).isZero();
        assertRefused("ops already", "create", "ops", "--teams", "demo");
        assertRefused("--teams", "create", "other");
        assertRefused("--teams", "create", "other", "--teams", "*,demo");
        assertRefused("'write'", "create", "other", "--teams", "demo", "--rights", "write");
        assertRefused("--days", "create", "other", "--teams", "demo", "--days", "0");
        assertRefused("name", "create", "two words", "--teams", "demo");
        assertRefused("no token nobody", "revoke", "nobody");
        assertRefused(
                "cannot be read",
                "list",
                "--token-file",
                directory.resolve("absent").toString());
    }

    private void assertRefused(String word, String... arguments) {
        assertThat(run(arguments)).isEqualTo(ExitCode.USAGE.status());
        assertThat(take(err)).contains(word).hasLineCount(1);
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "token";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return new Commands(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of("PULSE_DATA_DIR", directory.toString()),
                        new Ending())
                .run(all);
    }

    private static String take(ByteArrayOutputStream stream) {
        String text = stream.toString(StandardCharsets.UTF_8);
        stream.reset();
        return text;
    }
}
