package ocs.pulse.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import ocs.pulse.settings.ProgramProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenFileTest {
    private static final String TOKEN = "0123456789abcdef";

    @TempDir
    private Path directory;

    @Test
    void shouldKnowACallerByTokenAndByHash() throws IOException {
        String hash = HexFormat.of().formatHex(Tokens.sha256("another-token-of-ours"));
        Tokens tokens = TokenFile.read(file("# ours\n\n" + TOKEN + " web demo,riverside\nsha256:" + hash + " ops *\n"));
        Caller web = tokens.caller(TOKEN).orElseThrow();
        assertThat(web.name()).isEqualTo("web");
        assertThat(web.mayAskAbout("demo")).isTrue();
        assertThat(web.mayAskAbout("clinic")).isFalse();
        assertThat(tokens.caller("another-token-of-ours").orElseThrow().mayAskAbout("any"))
                .isTrue();
    }

    @Test
    void shouldKnowNobodyWhenTheHeaderProvesNothing() throws IOException {
        Tokens tokens = TokenFile.read(file(TOKEN + " web *\n"));
        assertThat(tokens.caller("")).isEmpty();
        assertThat(tokens.caller(TOKEN + "0")).isEmpty();
    }

    @Test
    void shouldBeMadeWithItsDirectory() {
        TokenFile made = new TokenFile(directory.resolve("data").resolve("tokens"));
        made.add(TokenLine.parse("a-token-of-enough-letters ada demo", "line 1"));
        assertThat(made.lines()).hasSize(1);
    }

    @Test
    void shouldNameTheLineThatCannotBeRead() throws IOException {
        assertRefused("# nothing\n", "no token");
        assertRefused(TOKEN + " web\n", "line 1");
        assertRefused("\nshort web *\n", "line 2");
        assertRefused("sha256:00ff web *\n", "64 hex digits");
        assertThatThrownBy(() -> TokenFile.read(directory.resolve("absent")))
                .isInstanceOf(ProgramProblem.class)
                .hasMessageContaining("absent");
    }

    @Test
    void shouldKeepItsOwnTokenFromStartToStart() {
        String token = LocalToken.of(directory);
        assertThat(LocalToken.of(directory)).isEqualTo(token).hasSizeGreaterThan(30);
        Tokens tokens = TokenFile.read(directory.resolve(LocalToken.FILE));
        assertThat(tokens.caller(token).orElseThrow().mayAskAbout("demo")).isTrue();
    }

    private void assertRefused(String text, String word) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> TokenFile.read(file))
                .isInstanceOf(ProgramProblem.class)
                .hasMessageContaining(word);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("tokens"), text);
    }
}
