package ocs.pulse.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A part of the cluster as a JVM of its own, with this class path, that can be started again as it was. */
public final class Child implements AutoCloseable {
    private static final long STOP_SECONDS = 90;

    private final String name;
    private final List<String> command;
    private final Map<String, String> variables;
    private final Path log;
    private List<String> wrapper = List.of();
    private @Nullable Process process;

    Child(
            String name,
            List<String> options,
            Class<?> main,
            List<String> arguments,
            Map<String, String> variables,
            Path log) {
        this.name = name;
        this.command = new ArrayList<>();
        this.variables = Map.copyOf(variables);
        this.log = log;
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
    }

    public String name() {
        return name;
    }

    /** What it says goes on in its log. */
    public Path log() {
        return log;
    }

    /**
     * Starts it, where it is not running.
     *
     * @param flags for this once
     */
    public void start(String... flags) {
        if (isAlive()) {
            return;
        }
        List<String> words = new ArrayList<>(wrapper);
        words.addAll(command);
        words.addAll(List.of(flags));
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(append(log.toFile()));
        builder.environment().keySet().removeIf(variable -> variable.startsWith("PULSE_"));
        builder.environment().putAll(variables);
        try {
            process = builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(name + " cannot be started", failed);
        }
    }

    /** From its next start on it is started by this command, which has to become it; as it is where this is empty. */
    public void startThrough(List<String> words) {
        wrapper = List.copyOf(words);
    }

    /** What it takes of the machine; empty where it does not run. */
    public Optional<Usage> usage() {
        Process current = process;
        return current == null || !current.isAlive() ? Optional.empty() : Usage.of(current.pid());
    }

    public boolean isAlive() {
        Process current = process;
        return current != null && current.isAlive();
    }

    /** The exit status once it has ended by itself within the time; -1 where it has not. */
    public int exitWithin(long seconds) throws InterruptedException {
        Process current = process;
        return current != null && current.waitFor(seconds, TimeUnit.SECONDS) ? current.exitValue() : -1;
    }

    /** As {@code kill -9} does. */
    public void kill() {
        Process current = process;
        if (current != null) {
            current.destroyForcibly().onExit().join();
        }
    }

    /** Asks it to end, as {@code kill} does. */
    void ask() {
        Process current = process;
        if (current != null) {
            current.destroy();
        }
    }

    /** Asks it to end and waits until it has. */
    public void stop() throws InterruptedException {
        ask();
        Process current = process;
        if (current != null && !current.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            kill();
        }
    }

    /** Stops it from running, without its noticing. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    private void signal(String signal) {
        Process current = process;
        if (current == null) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(current.pid()))
                    .inheritIO()
                    .start()
                    .onExit()
                    .join();
        } catch (IOException failed) {
            throw new UncheckedIOException("No signal can be sent to " + name, failed);
        }
    }

    @Override
    public void close() {
        kill();
    }

    private static ProcessBuilder.Redirect append(File file) {
        return ProcessBuilder.Redirect.appendTo(file);
    }
}
