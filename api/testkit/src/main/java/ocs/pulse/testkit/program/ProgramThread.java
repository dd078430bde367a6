package ocs.pulse.testkit.program;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import ocs.pulse.run.Ending;
import ocs.pulse.run.Program;
import ocs.pulse.settings.Role;
import ocs.pulse.settings.Settings;
import org.jspecify.annotations.Nullable;

/** {@code pulse run} in a thread of the test's own process. */
final class ProgramThread implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Ending ending = new Ending();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> ended;

    private ProgramThread(Settings settings) {
        PrintStream out = new PrintStream(new ReadyOnWelcome(), true, StandardCharsets.UTF_8);
        this.ended = CompletableFuture.runAsync(() -> run(settings, out), work -> new Thread(work, "program").start());
        var unused = ended.whenComplete((nothing, failed) -> ready.completeExceptionally(
                failed == null ? new IllegalStateException("The program ended before it was ready") : failed));
    }

    static ProgramThread start(Map<String, String> settings) {
        return new ProgramThread(Settings.of(settings));
    }

    private void run(Settings settings, PrintStream out) {
        try {
            Program.run(Role.RUN, settings, out, ending);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Throws what the program failed with. */
    void awaitReady() throws ExecutionException, InterruptedException, TimeoutException {
        ready.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws ExecutionException, InterruptedException, TimeoutException {
        ending.ask();
        ended.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The program says so once it answers, after what it may say about its first snapshot. */
    private final class ReadyOnWelcome extends OutputStream {
        private static final String READY = " is ready after ";

        private final StringBuilder line = new StringBuilder();

        @Override
        public void write(int letter) {
            if (letter == '\n') {
                line.setLength(0);
            } else if (line.append((char) letter).indexOf(READY) >= 0) {
                ready.complete(null);
            }
        }
    }
}
