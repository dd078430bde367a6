package ocs.pulse.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A Kafka Connect worker in distributed mode, from its Maven artifacts, in a process of its own that has no Debezium but
 * in its plugin.path.
 */
public final class ConnectWorker implements AutoCloseable {
    private static final String CLASSPATH = "worker.classpath";
    private static final String LOGGING = "worker-logback.xml";

    private final Process process;
    private final int port;
    private final Path log;

    private ConnectWorker(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** A worker with exactly-once support, the plugin, and the config providers {@code file} and {@code env}. */
    public static ConnectWorker start(String kafka, Path directory, int port) throws IOException {
        return start(kafka, directory, port, Map.of(), List.of());
    }

    /**
     * With some settings otherwise.
     *
     * @param options more for its virtual machine
     */
    public static ConnectWorker start(
            String kafka, Path directory, int port, Map<String, String> otherwise, List<String> options)
            throws IOException {
        Path home = Files.createDirectories(directory);
        Properties settings = new Properties();
        try (var shipped = Files.newBufferedReader(root().resolve("docker").resolve("connect.properties"))) {
            settings.load(shipped);
        }
        settings.putAll(here(kafka, port, plugins()));
        settings.putAll(otherwise);
        Path file = home.resolve("worker.properties");
        try (var writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
        Path log = home.resolve("worker.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dlogback.configurationFile=" + resource(home, LOGGING),
                "-cp",
                Files.readString(resource(home, CLASSPATH)).strip(),
                "org.apache.kafka.connect.cli.ConnectDistributed",
                file.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("PULSE_DATABASE_PASSWORD", "none");
        return new ConnectWorker(builder.start(), port, log);
    }

    /** A port that is free now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What is otherwise than in {@code docker/connect.properties}: one broker, and files for secrets too. */
    private static Map<String, String> here(String kafka, int port, Path plugins) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("bootstrap.servers", kafka);
        settings.put("listeners", "http://127.0.0.1:" + port);
        settings.put("plugin.path", plugins.toString());
        settings.put("config.providers", "file,env");
        settings.put("config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider");
        for (String topic : List.of("offset", "config", "status")) {
            settings.put(topic + ".storage.replication.factor", "1");
        }
        // A worker that was killed is missed sooner than after five minutes.
        settings.put("scheduled.rebalance.max.delay.ms", "0");
        settings.put("session.timeout.ms", "6000");
        settings.put("heartbeat.interval.ms", "1500");
        return settings;
    }

    /** The plugin.path as the build made it. */
    private static Path plugins() throws IOException {
        Path plugins = root().resolve(Path.of("connectors", "worker", "target", "plugins"));
        if (Files.isDirectory(plugins)) {
            return plugins.toRealPath();
        }
        throw new IllegalStateException("The plugin is not built: mvn -pl connectors/worker -am package");
    }

    /** Of the project, from one of its modules. */
    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve("docker"))) {
            directory = Objects.requireNonNull(directory.getParent(), "a directory of the project");
        }
        return directory;
    }

    private static Path resource(Path home, String name) throws IOException {
        Path copy = home.resolve(name);
        try (InputStream resource = Objects.requireNonNull(ConnectWorker.class.getResourceAsStream(name), name)) {
            Files.write(copy, resource.readAllBytes());
        }
        return copy;
    }

    /** Where it listens, or will. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Waits until it answers. */
    public ConnectWorker await() {
        Awaitility.await("a worker at " + url()).atMost(Duration.ofMinutes(2)).until(() -> {
            assertThat(process.isAlive()).as("the worker lives: " + log).isTrue();
            return answers();
        });
        return this;
    }

    /** A worker listens before it knows its own paths. */
    private boolean answers() throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(url().resolve("/connectors")).build();
        try {
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** All that it has logged. */
    public String log() throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    /** As a machine that fails. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
