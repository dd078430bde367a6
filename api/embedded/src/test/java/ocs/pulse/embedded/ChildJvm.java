package ocs.pulse.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Another JVM with this class path, that says one line when it is ready and then waits to be killed. */
final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final String said;

    private ChildJvm(Process process, String said) {
        this.process = process;
        this.said = said;
    }

    static ChildJvm start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        if (line == null) {
            throw new IOException(main.getSimpleName() + " ended before it was ready");
        }
        return new ChildJvm(process, line);
    }

    /** For the other side: says the line and waits for as long as the process lives. */
    static void sayAndWait(Object line) {
        System.out.println(line);
        try {
            while (System.in.read() >= 0) {
                // The parent never writes.
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String said() {
        return said;
    }

    /** Ends it as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
