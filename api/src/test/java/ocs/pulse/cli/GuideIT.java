package ocs.pulse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import ocs.pulse.capture.CaptureProblem;
import ocs.pulse.connect.ConnectProblem;
import ocs.pulse.embedded.EmbeddedKafka;
import ocs.pulse.embedded.EmbeddedPostgres;
import ocs.pulse.run.Ending;
import ocs.pulse.source.Code;
import ocs.pulse.source.SourceProblem;
import ocs.pulse.worker.ConnectWorker;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide for data engineers, line by line. */
class GuideIT {
    private static final Path GUIDE = Path.of("..", "connectors", "README.md");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void shouldNameEveryCode() throws IOException {
        String guide = Files.readString(GUIDE);
        Stream.of(SourceProblem.Reason.values(), CaptureProblem.Reason.values(), ConnectProblem.Reason.values())
                .flatMap(Stream::of)
                .map(Code.class::cast)
                .forEach(code -> assertThat(guide).contains("`" + code.text() + "`"));
    }

    @Test
    void shouldWorkAsItIsWritten() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.temporary()) {
            assertWorksOn(postgres);
        }
    }

    @Test
    @Tag("full")
    void shouldWorkAsItIsWrittenWhenTheServerIsDebians() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.temporary(Path.of("/usr/lib/postgresql/15"), Map.of())) {
            assertWorksOn(postgres);
        }
    }

    private void assertWorksOn(EmbeddedPostgres postgres) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(Files.createDirectories(directory.resolve("kafka")));
                ConnectWorker worker = ConnectWorker.start(
                        kafka.bootstrapServers(), directory.resolve("connect"), ConnectWorker.freePort())) {
            postgres.createDatabase("ocs");
            sql(postgres, schema());
            sql(postgres, "CREATE ROLE admin LOGIN SUPERUSER");
            List<String> lines = commands();
            assertThat(lines).hasSizeGreaterThan(4);
            for (String line : lines) {
                String here = line.replace("db.example:5432", "127.0.0.1:" + postgres.port())
                        .replace("kafka.example:9092", kafka.bootstrapServers())
                        .replace(
                                "http://connect.example:8083",
                                worker.await().url().toString());
                run(here, postgres);
            }
        }
    }

    private static List<String> commands() throws IOException {
        return Files.readAllLines(GUIDE).stream()
                .filter(line -> line.startsWith("    ") && line.strip().startsWith("pulse "))
                .map(String::strip)
                .toList();
    }

    private void run(String line, EmbeddedPostgres postgres) throws Exception {
        List<String> words = List.of(line.split(" +"));
        if (words.get(1).equals("capture")) {
            capture(words);
            return;
        }
        out.reset();
        int status = commands(new Ending()).run(arguments(words));
        assertThat(status).as(line + "\n" + out + err).isIn(0, 1);
        if (words.contains("setup-sql")) {
            sql(postgres, out.toString(StandardCharsets.UTF_8));
        }
    }

    /** Until it is ready; then a signal ends it. */
    private void capture(List<String> words) throws InterruptedException {
        Ending ending = new Ending();
        AtomicInteger status = new AtomicInteger(-1);
        Thread thread = new Thread(() -> status.set(commands(ending).run(arguments(words))), "capture");
        out.reset();
        thread.start();
        await().atMost(PATIENCE)
                .until(() -> !thread.isAlive()
                        || out.toString(StandardCharsets.UTF_8).contains("is ready"));
        ending.ask();
        thread.join(PATIENCE.toMillis());
        assertThat(status).as(err.toString(StandardCharsets.UTF_8)).hasValue(0);
    }

    private Commands commands(Ending ending) {
        Map<String, String> variables =
                Map.of("PULSE_DATA_DIR", directory.resolve("data").toString());
        return new Commands(stream(out), stream(err), variables, ending);
    }

    private static String[] arguments(List<String> words) {
        return words.subList(1, words.size()).toArray(String[]::new);
    }

    private static void sql(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.connect("ocs");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String schema() throws IOException {
        try (InputStream schema = Objects.requireNonNull(GuideIT.class.getResourceAsStream("/demo/schema.sql"))) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
