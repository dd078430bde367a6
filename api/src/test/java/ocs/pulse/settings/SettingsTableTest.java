package ocs.pulse.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class SettingsTableTest {
    /** Tests run in the module's own directory. */
    private static final Path README = Path.of("..", "README.md");

    @Test
    void shouldStandInTheReadmeAsTheProgramPrintsIt() throws IOException {
        assertThat(Files.readString(README)).contains(SettingsTable.markdown(), SettingsTable.exitCodes());
    }
}
