package ocs.pulse.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What {@code postmaster.pid} of a data directory says; it is there while a server runs, or was killed. */
record PostmasterFile(Path data, List<String> lines) {

    private static final int PROCESS = 0;
    private static final int STATUS = 7;

    /** Empty where no server runs, or it has not come as far as to write the file. */
    static Optional<PostmasterFile> of(Path data) throws IOException {
        try {
            return Optional.of(new PostmasterFile(data, Files.readAllLines(path(data))));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    static void delete(Path data) throws IOException {
        Files.deleteIfExists(path(data));
    }

    /** Whether the server answers connections. */
    boolean ready() {
        return line(STATUS).equals("ready");
    }

    /** The server that the file speaks of, told from a stranger with the same process id by its command line. */
    Optional<ProcessHandle> server() {
        return line(PROCESS).chars().allMatch(Character::isDigit)
                        && !line(PROCESS).isEmpty()
                ? ProcessHandle.of(Long.parseLong(line(PROCESS)))
                        .filter(ProcessHandle::isAlive)
                        .filter(this::servesThisDirectory)
                : Optional.empty();
    }

    private boolean servesThisDirectory(ProcessHandle process) {
        return process.info()
                .commandLine()
                .filter(command -> command.contains("postgres") && command.contains(data.toString()))
                .isPresent();
    }

    private String line(int index) {
        return index < lines.size() ? lines.get(index).strip() : "";
    }

    private static Path path(Path data) {
        return data.resolve("postmaster.pid");
    }
}
