package ocs.pulse.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One owner per data directory: held from {@link #take} to {@link #close}, and let go by the operating system when the
 * process ends. Two files stay in the directory: {@code lock}, which is locked, and {@code lock.owner}, which says by
 * whom. They are apart because closing a second channel on a locked file would drop the lock of the whole process.
 */
public final class DirectoryLock implements AutoCloseable {

    private final Path owner;
    private final FileChannel channel;

    private DirectoryLock(Path owner, FileChannel channel) {
        this.owner = owner;
        this.channel = channel;
    }

    /**
     * Makes the directory if need be and takes its lock.
     *
     * @throws CannotStart if the directory is in use, cannot be made or cannot be written
     */
    public static DirectoryLock take(Path directory) {
        Path home = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(home);
            Path owner = home.resolve("lock.owner");
            if (thisProcess().equals(writtenIn(owner))) {
                throw inUse(home, owner);
            }
            FileChannel channel =
                    FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw inUse(home, owner);
            }
            Files.writeString(owner, thisProcess());
            return new DirectoryLock(owner, channel);
        } catch (AccessDeniedException denied) {
            throw new CannotStart(
                    "The data directory " + home + " cannot be written: change its owner or choose another", denied);
        } catch (IOException failure) {
            throw new CannotStart("The data directory " + home + " cannot be used: " + failure, failure);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(owner);
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("Could not let go of " + owner.getParent(), failure);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static CannotStart inUse(Path home, Path owner) throws IOException {
        String process = writtenIn(owner).lines().findFirst().orElse("unknown");
        return new CannotStart("The data directory " + home + " is in use by another pulse (process " + process
                + "): stop it or choose another directory");
    }

    private static String writtenIn(Path owner) throws IOException {
        return Files.exists(owner) ? Files.readString(owner) : "";
    }

    /** The process id and when it started, since ids are used again. */
    private static String thisProcess() {
        ProcessHandle self = ProcessHandle.current();
        return self.pid() + "\n"
                + self.info().startInstant().map(Object::toString).orElse("");
    }
}
