package ocs.pulse.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ocs.pulse.cli.Main;

/** The program in a process of its own, as its users start it; what it says goes to a file. */
final class ProgramChild implements AutoCloseable {
    private final Process process;
    private final Path output;

    private ProgramChild(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static ProgramChild start(Path output, String... arguments) throws IOException {
        return start(List.of(), output, arguments);
    }

    /** @param prefix what the JVM's command line is put behind */
    static ProgramChild start(List<String> prefix, Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        return new ProgramChild(builder.start(), output);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Everything that was said so far. */
    String said() {
        try {
            return Files.readString(output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** As Ctrl-C does; the exit status. */
    int terminate() throws InterruptedException {
        process.destroy();
        return exit(Duration.ofSeconds(90));
    }

    /** Waits for its end; the exit status. */
    int exit(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("Still running:\n" + said());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
