package ocs.pulse.bench;

import java.time.Duration;
import java.util.Optional;

/** How many cores the program and this load generator took since a moment; the rest of them was for Postgres and rivals. */
record Cores(long begin, Duration client, Optional<PulseProcess> process, Duration program, Running running) {

    static Cores now(Running running) {
        Optional<PulseProcess> process = running.ifRunning();
        return new Cores(
                System.nanoTime(),
                own(),
                process,
                process.map(PulseProcess::cpu).orElse(Duration.ZERO),
                running);
    }

    void report(String piece, Report report) {
        double wall = System.nanoTime() - begin;
        report.figure(
                "cores: the load generator's (and rivals' in its process), " + piece,
                own().minus(client).toNanos() / wall);
        // A piece that ended or started the program has no one process to speak of.
        running.ifRunning()
                .filter(now -> process.equals(Optional.of(now)))
                .ifPresent(now -> report.figure(
                        "cores: the program's, " + piece,
                        now.cpu().minus(program).toNanos() / wall));
    }

    private static Duration own() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
