package ocs.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateDirectoryTest {
    private static final Map<String, String> OLD = Map.of("changes", "a", "changelog", "b");
    private static final Map<String, String> NEW = Map.of("changes", "a", "changelog", "c");

    @TempDir
    Path home;

    private Path directory;
    private Path store;

    @BeforeEach
    void fill() throws IOException {
        directory = home.resolve("state");
        StateDirectory.claim(directory, OLD);
        store = directory.resolve("pulse/1_0/rocksdb/teams/000001.sst");
        Files.createDirectories(store.getParent());
        Files.writeString(store, "rows");
    }

    @Test
    void shouldKeepStoresWhenTheTopicsAreTheSame() {
        StateDirectory.claim(directory, OLD);
        assertThat(store).exists();
    }

    @Test
    void shouldEmptyItOnceWhenTheTopicsAreOthers() throws IOException {
        StateDirectory.claim(directory, NEW);
        assertThat(directory.resolve("pulse")).doesNotExist();
        Files.createDirectories(store.getParent());
        Files.writeString(store, "other rows");
        StateDirectory.claim(directory, NEW);
        assertThat(store).exists();
    }

    /** As one that was filled before directories said what from. */
    @Test
    void shouldKeepStoresWhenNothingSaysWhatFrom() throws IOException {
        Files.delete(directory.resolve("filled-from"));
        StateDirectory.claim(directory, NEW);
        assertThat(store).exists();
    }

    @Test
    void shouldEmptyItWhenAtopicIsGone() {
        StateDirectory.claim(directory, Map.of("changes", "a"));
        assertThat(store).doesNotExist();
    }

    @Test
    void shouldKnowAtopicThatWasMadeAfterTheStart() {
        StateDirectory.claim(directory, Map.of("changes", "a", "changelog", "b", "late", "d"));
        StateDirectory.remember(directory, Map.of("later", "e", "changelog", "other"));
        assertThat(store).exists();
        StateDirectory.claim(directory, Map.of("changes", "a", "changelog", "b", "late", "d", "later", "f"));
        assertThat(store).doesNotExist();
    }
}
