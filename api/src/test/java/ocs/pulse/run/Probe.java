package ocs.pulse.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import ocs.pulse.verify.HttpAnswers;
import ocs.pulse.verify.Question;
import ocs.pulse.verify.Verdict;
import ocs.pulse.verify.Verifier;

/** Asks a running program, and holds its answers to SQL. */
record Probe(URI base, HttpClient client) {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final ObjectMapper JSON = new ObjectMapper();

    static Probe of(int port) {
        return new Probe(URI.create("http://127.0.0.1:" + port), HttpClient.newHttpClient());
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String header, String value) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve(path)).header(header, value).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    boolean isListening() throws InterruptedException {
        try {
            return get("/health/live").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    boolean isReady() throws InterruptedException {
        try {
            return get("/health/ready").statusCode() == 200;
        } catch (IOException notListeningYet) {
            return false;
        }
    }

    /** Waits until it is ready, or has ended. */
    void awaitReady(BooleanSupplier running) {
        await().atMost(PATIENCE).until(() -> !running.getAsBoolean() || isReady());
        assertThat(running.getAsBoolean()).as("the program runs").isTrue();
    }

    JsonNode waitingFor() throws IOException, InterruptedException {
        return JSON.readTree(get("/health/ready").body()).path("waiting_for");
    }

    /** Every table and every panel of every team, over a window that holds all there is. */
    void assertAnswersAreSqls(Connection connection, String from, String to) throws SQLException {
        Verifier verifier = new Verifier(connection, new HttpAnswers(base, null));
        for (Map.Entry<String, Long> team : teams(connection).entrySet()) {
            List<Question> questions = new ArrayList<>(List.of(
                    new Question.Chatbots(true, null, "2025-11-20T10:00:00Z"),
                    new Question.Sessions(false),
                    new Question.Sessions(true)));
            for (String panel : Question.Panel.NAMES) {
                questions.add(new Question.Panel(panel, from, to, "daily", Question.Filter.NONE));
            }
            for (Question question : questions) {
                Verdict verdict = verifier.verify(team.getValue(), team.getKey(), question);
                assertThat(verdict.differences()).as(team + " " + question).isEmpty();
                assertThat(verdict.undecided()).as(team + " " + question).isEmpty();
            }
        }
    }

    /** The ids of all teams by their slugs. */
    static Map<String, Long> teams(Connection connection) throws SQLException {
        Map<String, Long> teams = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select slug, id from teams_team")) {
            while (rows.next()) {
                teams.put(rows.getString(1), rows.getLong(2));
            }
        }
        return teams;
    }
}
