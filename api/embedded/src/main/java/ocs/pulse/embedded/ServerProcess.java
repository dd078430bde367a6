package ocs.pulse.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Postgres program as a child that does not outlive this process: {@code run-server.sh} watches a pipe to this
 * process and stops the program when the pipe ends. Where there is {@code setsid}, both run in a session of their own,
 * so that a Ctrl-C or a signal to the process group reaches only the JVM, and Postgres goes last.
 */
final class ServerProcess implements AutoCloseable {

    /** The shell asks nicely for 10 s and less nicely for 5 s. */
    private static final long STOP_SECONDS = 20;

    private final Process shell;

    private ServerProcess(Process shell) {
        this.shell = shell;
    }

    /** Starts the command with its output in the log, which begins anew. */
    static ServerProcess start(List<String> command, Path log) throws IOException {
        List<String> whole = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            whole.add("/usr/bin/setsid");
        }
        whole.addAll(List.of("/bin/sh", "-c", script(), "run-server"));
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        return new ServerProcess(builder.redirectOutput(log.toFile()).start());
    }

    /** Whether the program ended within this time. */
    boolean endsWithin(long milliseconds) {
        try {
            return shell.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while waiting for a server", interrupted);
        }
    }

    /** What the program ended with; it must have ended. */
    int exitCode() {
        return shell.exitValue();
    }

    /** Stops the program and returns when it is gone. */
    @Override
    public void close() {
        List<ProcessHandle> all = shell.descendants().toList();
        try {
            shell.getOutputStream().close();
        } catch (IOException failure) {
            throw new UncheckedIOException("Could not ask a server to stop", failure);
        }
        if (!endsWithin(TimeUnit.SECONDS.toMillis(STOP_SECONDS))) {
            all.forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
    }

    private static String script() throws IOException {
        try (InputStream text = ServerProcess.class.getResourceAsStream("run-server.sh")) {
            if (text == null) {
                throw new IOException("run-server.sh is missing from the class path");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
