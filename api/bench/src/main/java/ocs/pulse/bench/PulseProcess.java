package ocs.pulse.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The program as its users run it: a process of its own, asked over HTTP. */
final class PulseProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(60);

    private final Process process;
    private final Http http;

    private PulseProcess(Process process, Http http) {
        this.process = process;
        this.http = http;
    }

    /**
     * Starts it and waits until it says it is ready.
     *
     * @param options of its virtual machine
     */
    static PulseProcess start(Database database, Path data, int port, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-Xmx2g",
                "-cp",
                System.getProperty("java.class.path"),
                "ocs.pulse.cli.Main",
                "run",
                "--database-url=" + database.uri(),
                "--data-dir=" + data,
                "--port=" + port,
                "--auth=none",
                "--wait-limit=60s"));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            data.resolveSibling("pulse.log").toFile()))
                    .start();
            PulseProcess pulse = new PulseProcess(process, new Http(URI.create("http://127.0.0.1:" + port)));
            pulse.awaitReady();
            return pulse;
        } catch (IOException e) {
            throw new BenchFailed("The program does not start", e);
        }
    }

    Http http() {
        return http;
    }

    long pid() {
        return process.pid();
    }

    /** CPU time it has taken so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void awaitReady() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!http.isReady()) {
            if (!process.isAlive()) {
                throw new BenchFailed("The program ended with " + process.exitValue() + "; pulse.log says why");
            }
            if (System.nanoTime() > until) {
                throw new BenchFailed("The program was not ready in time");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Ends it as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    @Override
    public void close() {
        process.destroy();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
