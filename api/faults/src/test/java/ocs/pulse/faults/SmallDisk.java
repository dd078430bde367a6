package ocs.pulse.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file system in memory over a directory, in a namespace of its own: only what is started inside sees it, and it is gone when
 * this is closed. It takes a system that lets this user make such a namespace.
 */
final class SmallDisk implements AutoCloseable {
    private static final String FILLER = "filler";

    private final Path directory;
    private final Process holder;

    SmallDisk(Path directory, int megabytes) throws IOException {
        this.directory = directory;
        this.holder = new ProcessBuilder(
                        "unshare",
                        "--user",
                        "--map-root-user",
                        "--mount",
                        "sh",
                        "-c",
                        "mount -t tmpfs -o size=%dm none '%s' && echo mounted && exec cat"
                                .formatted(megabytes, directory))
                .redirectErrorStream(true)
                .start();
        String said = holder.inputReader().readLine();
        if (!"mounted".equals(said)) {
            throw new IOException("No file system can be mounted over " + directory + ": " + said);
        }
    }

    /** What has to stand before a command so that it sees this disk. */
    List<String> inside() {
        String target = Long.toString(holder.pid());
        return List.of("nsenter", "--target", target, "--user", "--mount", "--preserve-credentials", "--");
    }

    /** To the last byte. */
    void fill() throws IOException, InterruptedException {
        run("cat /dev/zero > '" + directory.resolve(FILLER) + "'");
    }

    void makeRoom() throws IOException, InterruptedException {
        run("rm '" + directory.resolve(FILLER) + "'");
    }

    private void run(String script) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(inside());
        words.addAll(List.of("sh", "-c", script));
        new ProcessBuilder(words).redirectErrorStream(true).inheritIO().start().waitFor();
    }

    @Override
    public void close() {
        holder.destroyForcibly().onExit().join();
    }
}
