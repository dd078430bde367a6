package ocs.pulse.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import ocs.pulse.embedded.EmbeddedPostgres;
import ocs.pulse.golden.GoldenCase;
import ocs.pulse.golden.JsonDifference;
import ocs.pulse.settings.Role;
import ocs.pulse.settings.Settings;
import ocs.pulse.tables.SourceTable;
import ocs.pulse.testing.RandomHistory;
import ocs.pulse.verify.HttpAnswers;
import ocs.pulse.verify.Question;
import ocs.pulse.verify.Verdict;
import ocs.pulse.verify.Verifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** From the rows of a real Postgres through a real Kafka to answers over HTTP. */
class ProgramIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long SEED = 11;
    private static final List<String> PANELS = List.of(
            "overview",
            "active-participants",
            "session-analytics",
            "message-volume",
            "bot-performance",
            "user-engagement",
            "channel-breakdown",
            "tag-analytics",
            "average-response-time");

    @TempDir
    Path directory;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void shouldAnswerAsSqlDoesWhateverHappensToTheRows() throws Exception {
        int port = freePort();
        URI base = URI.create("http://127.0.0.1:" + port);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Ending ending = new Ending();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.temporary()) {
            postgres.createDatabase("ocs");
            try (Connection connection = postgres.connect("ocs")) {
                load(connection);
            }
            Thread program = start(settings(postgres, port), ending, failure);
            await().atMost(PATIENCE).until(() -> failure.get() != null || isReady(base));
            assertThat(failure.get()).isNull();

            checkGolden(base);
            try (Connection connection = postgres.connect("ocs")) {
                assertThat(new RandomHistory(SEED, connection).run(300)).isGreaterThan(200);
            }
            try (Connection connection = postgres.connect("ocs")) {
                verify(connection, base);
            }
            ending.ask();
            program.join(PATIENCE.toMillis());
            assertThat(program.isAlive()).isFalse();
            assertThat(failure.get()).isNull();
        } finally {
            ending.ask();
        }
    }

    private Settings settings(EmbeddedPostgres postgres, int port) {
        return Settings.of(Map.of(
                "database-url", postgres.uri("ocs"),
                "data-dir", directory.resolve("data").toString(),
                "port", Integer.toString(port),
                "auth", "none",
                "wait-limit", "60s"));
    }

    private static Thread start(Settings settings, Ending ending, AtomicReference<Throwable> failure) {
        Thread thread = new Thread(
                () -> {
                    try {
                        Program.run(
                                Role.RUN, settings, new PrintStream(System.out, true, StandardCharsets.UTF_8), ending);
                    } catch (InterruptedException | RuntimeException failed) {
                        failure.set(failed);
                    }
                },
                "program");
        thread.start();
        return thread;
    }

    private void checkGolden(URI base) throws IOException, InterruptedException {
        int checked = 0;
        for (GoldenCase golden : GoldenCase.load("small-a")) {
            boolean asked = golden.endpoint().startsWith("dashboard/")
                    || golden.endpoint().equals("chatbots/trends");
            if (!asked || golden.quirk()) {
                continue;
            }
            HttpResponse<String> response = get(base, path(golden));
            if (golden.expectStatus().isPresent()) {
                assertThat(response.statusCode()).as(golden.toString()).isEqualTo(400);
            } else {
                assertThat(JsonDifference.of(golden.expect(), json.readTree(response.body()), false))
                        .as(golden.toString())
                        .isEmpty();
            }
            checked++;
        }
        assertThat(checked).isGreaterThan(500);
    }

    private static String path(GoldenCase golden) {
        Map<String, List<String>> values = new TreeMap<>(golden.parameters().values());
        String path = "/api/teams/" + golden.teamSlug() + "/" + golden.endpoint();
        if (golden.endpoint().equals("chatbots/trends")) {
            path = "/api/teams/" + golden.teamSlug() + "/chatbots/"
                    + Objects.requireNonNull(values.remove("experiment_id")).get(0) + "/trends";
        }
        return path + "?"
                + values.entrySet().stream()
                        .flatMap(entry -> entry.getValue().stream()
                                .map(value -> entry.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                        .collect(Collectors.joining("&"));
    }

    private static void verify(Connection connection, URI base) throws SQLException {
        Verifier verifier = new Verifier(connection, new HttpAnswers(base, null));
        for (Map.Entry<String, Long> team : teams(connection).entrySet()) {
            List<Question> questions = new ArrayList<>(
                    List.of(new Question.Chatbots(true), new Question.Sessions(false), new Question.Sessions(true)));
            for (String panel : PANELS) {
                questions.add(new Question.Panel(
                        panel, "2025-08-01T00:00:00Z", "2025-12-01T00:00:00Z", "daily", Question.Filter.NONE));
            }
            for (Question question : questions) {
                Verdict verdict = verifier.verify(team.getValue(), team.getKey(), question);
                assertThat(verdict.differences()).as(team + " " + question).isEmpty();
                assertThat(verdict.undecided()).as(team + " " + question).isEmpty();
            }
        }
    }

    private static Map<String, Long> teams(Connection connection) throws SQLException {
        Map<String, Long> teams = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select slug, id from teams_team")) {
            while (rows.next()) {
                teams.put(rows.getString(1), rows.getLong(2));
            }
        }
        return teams;
    }

    private boolean isReady(URI base) throws InterruptedException {
        try {
            return get(base, "/health/ready").statusCode() == 200;
        } catch (IOException notListeningYet) {
            return false;
        }
    }

    private HttpResponse<String> get(URI base, String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The tables, the rows of a golden dataset, and sequences that go on behind them. */
    private static void load(Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text("/demo/schema.sql"));
        }
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(resource("/golden/small-a.sql.gz")), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                if (line.startsWith("COPY ")) {
                    copy.copyIn(line.replaceAll(";\\s*$", ""), new StringReader(block(lines)));
                }
                line = lines.readLine();
            }
        }
        try (Statement statement = connection.createStatement()) {
            for (SourceTable table : SourceTable.values()) {
                statement.execute("select setval(pg_get_serial_sequence('" + table.relation()
                        + "', 'id'), (select max(id) from " + table.relation() + "))");
            }
        }
    }

    private static String block(BufferedReader lines) throws IOException {
        StringBuilder block = new StringBuilder();
        String line = lines.readLine();
        while (line != null && !line.equals("\\.")) {
            block.append(line).append('\n');
            line = lines.readLine();
        }
        return block.toString();
    }

    private static String text(String name) throws IOException {
        try (InputStream in = resource(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(ProgramIT.class.getResourceAsStream(name), name);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
