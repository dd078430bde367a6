package ocs.pulse.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {

    @TempDir
    private Path directory;

    @Test
    void shouldRefuseWhenThisProcessHoldsIt() {
        DirectoryLock lock = DirectoryLock.take(directory);
        assertThatThrownBy(() -> DirectoryLock.take(directory))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("in use");
        lock.close();
        DirectoryLock.take(directory).close();
    }

    @Test
    void shouldRefuseWhenAnotherProcessHoldsItAndNoLongerWhenThatIsKilled() throws IOException {
        try (ChildJvm child = ChildJvm.start(LockHolder.class, directory.toString())) {
            assertThatThrownBy(() -> DirectoryLock.take(directory))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("in use");
            child.kill();
        }
        DirectoryLock.take(directory).close();
    }

    @Test
    void shouldMakeTheDirectoryWhenItIsMissing() {
        DirectoryLock.take(directory.resolve("a/b")).close();
    }

    @Test
    void shouldNameTheDirectoryWhenItCannotBeMade() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> DirectoryLock.take(file.resolve("below")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(file.toString());
    }
}
