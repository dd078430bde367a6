package ocs.pulse.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ocs.pulse.embedded.EmbeddedPostgres;
import ocs.pulse.source.SourceAddress;

/** Capture in a process of its own, which can be killed or frozen. It closes cleanly when its input ends. */
final class CaptureChild {
    private final Process process;
    private final Path output;

    private CaptureChild(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static CaptureChild start(Bench bench, Path output) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                CaptureChild.class.getName(),
                Integer.toString(bench.postgres.port()),
                bench.kafka.bootstrapServers());
        return new CaptureChild(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                        .start(),
                output);
    }

    public static void main(String[] arguments) throws IOException {
        CaptureSettings settings = CaptureSettings.of(
                        SourceAddress.of("127.0.0.1", Integer.parseInt(arguments[0]), "ocs", EmbeddedPostgres.USER, ""),
                        arguments[1])
                .withHeartbeat(Duration.ofMillis(100))
                .withPatience(Duration.ofSeconds(30), Duration.ofSeconds(5));
        CaptureEngine engine = CaptureEngine.start(settings);
        var failed = engine.failure().thenAccept(cause -> {
            System.out.println("FAILED " + cause.getMessage());
            Runtime.getRuntime().halt(3);
        });
        System.out.println(started(ProcessHandle.current().pid()));
        int end = System.in.read();
        engine.close();
        System.out.println("CLOSED " + end + " " + failed.isDone());
    }

    private static String started(long pid) {
        return "STARTED " + pid + ".";
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    void closeCleanly() throws IOException, InterruptedException {
        // A start on a busy machine takes its time; an end does not.
        await().atMost(Duration.ofMinutes(5))
                .until(() -> Files.readString(output).contains(started(process.pid())));
        process.getOutputStream().close();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            String threads = threads();
            kill();
            throw new IllegalStateException("Capture did not close:\n" + threads);
        }
    }

    private String threads() throws IOException, InterruptedException {
        Process dump = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jstack")
                                .toString(),
                        Long.toString(process.pid()))
                .redirectErrorStream(true)
                .start();
        String text = new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        dump.waitFor();
        return text;
    }

    /** Waits until capture has ended by itself, for a reason that says so. */
    void awaitFailure(String reason) throws IOException, InterruptedException {
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("capture ended").isTrue();
        assertThat(Files.readString(output)).contains("FAILED").contains(reason);
    }

    /** {@code STOP} freezes, {@code CONT} thaws. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }
}
