package ocs.pulse.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordsTest {
    private static final String PGPASS = "org.postgresql.pgpassfile";
    private static final SourceAddress ADDRESS = SourceAddress.of("db.example", 5432, "ocs", "pulse", "");

    @TempDir
    private Path directory;

    @AfterEach
    void forget() {
        System.clearProperty(PGPASS);
    }

    @Test
    void shouldPreferTheAddressThenTheVariableThenTheFile() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "from file\n");
        assertThat(Passwords.fill(ADDRESS.withPassword("own"), Optional.of("variable"), Optional.of(file))
                        .password())
                .isEqualTo("own");
        assertThat(Passwords.fill(ADDRESS, Optional.of("variable"), Optional.of(file))
                        .password())
                .isEqualTo("variable");
        assertThat(Passwords.fill(ADDRESS, Optional.empty(), Optional.of(file)).password())
                .isEqualTo("from file");
    }

    @Test
    void shouldLookIntoThePasswordFileOfPostgres() throws IOException {
        Path file = Files.writeString(
                directory.resolve("pgpass"), "other:5432:*:pulse:wrong\ndb.example:5432:ocs:pulse:from pgpass\n");
        System.setProperty(PGPASS, file.toString());
        assertThat(Passwords.fill(ADDRESS, Optional.empty(), Optional.empty()).password())
                .isEqualTo("from pgpass");
    }

    @Test
    void shouldNameTheFileThatCannotBeRead() {
        assertThatThrownBy(() -> Passwords.fill(ADDRESS, Optional.empty(), Optional.of(directory.resolve("absent"))))
                .isInstanceOf(SourceProblem.class)
                .hasMessageContaining("absent");
    }
}
