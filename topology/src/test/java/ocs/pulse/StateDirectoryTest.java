package ocs.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateDirectoryTest {
    @TempDir
    Path home;

    private Path directory;
    private Path store;

    @BeforeEach
    void fill() throws IOException {
        directory = home.resolve("state");
        StateDirectory.claim(directory, "a b");
        store = directory.resolve("pulse/1_0/rocksdb/teams/000001.sst");
        Files.createDirectories(store.getParent());
        Files.writeString(store, "rows");
    }

    @Test
    void shouldKeepStoresWhenTheTopicsAreTheSame() {
        StateDirectory.claim(directory, "a b");
        assertThat(store).exists();
    }

    @Test
    void shouldEmptyItOnceWhenTheTopicsAreOthers() throws IOException {
        StateDirectory.claim(directory, "a c");
        assertThat(directory.resolve("pulse")).doesNotExist();
        Files.createDirectories(store.getParent());
        Files.writeString(store, "other rows");
        StateDirectory.claim(directory, "a c");
        assertThat(store).exists();
    }

    /** As one that was filled before directories said what from. */
    @Test
    void shouldKeepStoresWhenNothingSaysWhatFrom() throws IOException {
        Files.delete(directory.resolve("filled-from"));
        StateDirectory.claim(directory, "a c");
        assertThat(store).exists();
    }
}
