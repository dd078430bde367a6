package ocs.pulse.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a process takes of the machine, as Linux tells it.
 *
 * @param megabytes resident
 * @param files open file handles, sockets among them
 */
public record Usage(long megabytes, long files, long threads) {
    private static final int KILOBYTES_A_MEGABYTE = 1024;

    /** Empty where there is no such process any more. */
    static Optional<Usage> of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            String status = Files.readString(process.resolve("status"));
            return Optional.of(new Usage(
                    number(status, "VmRSS:") / KILOBYTES_A_MEGABYTE, open.count(), number(status, "Threads:")));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static long number(String status, String name) {
        return status.lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
