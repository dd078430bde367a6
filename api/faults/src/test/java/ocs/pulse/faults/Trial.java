package ocs.pulse.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import ocs.pulse.testing.GoldenDatabase;
import ocs.pulse.verify.HttpAnswers;
import ocs.pulse.verify.Question;
import ocs.pulse.verify.Verdict;
import ocs.pulse.verify.Verification;
import ocs.pulse.verify.Verifier;

/** A cluster under steady writes and reads; after each fault it has to come back, and everything has to be right. */
final class Trial implements AutoCloseable {
    /** Of a machine that does much else as well; usually seconds pass. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration LOOK = Duration.ofMillis(300);
    private static final int SERVERS = 2;
    private static final int PARTITIONS = 4;

    /** The largest of the sample. */
    private static final String TEAM = "team-1";

    private static final List<String> READ = List.of("overview", "message-volume");
    private static final List<String> COMPARED =
            List.of("overview", "session-analytics", "bot-performance", "tag-analytics");

    private final LocalCluster cluster;
    private final History history = new History();
    private final List<Reading> readings = new ArrayList<>();
    private final Writing writing;
    private final HttpClient client = HttpClient.newHttpClient();

    private Trial(LocalCluster cluster, long seed) throws SQLException {
        this.cluster = cluster;
        List<Question> questions = READ.stream().map(Trial::panel).toList();
        writing = new Writing(cluster::postgres, Objects.requireNonNull(teams().get(TEAM)), questions, history, seed);
        for (int server = 0; server < SERVERS; server++) {
            readings.add(new Reading(cluster.address(server), TEAM, questions, history));
        }
    }

    /** Up and answering. */
    static Trial start(Path home, long seed) throws SQLException, IOException {
        LocalCluster cluster = new LocalCluster(home, SERVERS);
        try {
            try (Connection connection = cluster.postgres().connect()) {
                GoldenDatabase.load(connection);
            }
            cluster.start();
            Trial trial = new Trial(cluster, seed);
            trial.awaitCaughtUp();
            trial.writing.start();
            trial.readings.forEach(Reading::start);
            return trial;
        } catch (SQLException | IOException | RuntimeException failed) {
            cluster.close();
            throw failed;
        }
    }

    LocalCluster cluster() {
        return cluster;
    }

    /** Has these statements be written, in one transaction. */
    void write(String statements) {
        writing.next(statements);
    }

    /** Everything that was stopped runs again, has caught up, and is right; so was every answer meanwhile. */
    void settle() throws SQLException, InterruptedException {
        cluster.startEnded();
        int before = writing.committed();
        await().atMost(PATIENCE).until(() -> writing.failure() != null || writing.committed() > before + 5);
        assertThat(writing.failure()).as("the writer").isNull();
        writing.pause();
        try {
            awaitCaughtUp();
            compare();
        } finally {
            writing.goOn();
        }
        for (Reading reading : readings) {
            assertThat(reading.wrong()).as("wrong answers").isEmpty();
        }
    }

    /** Waits until a server has taken over all partitions from the other one, and goes on answering. */
    void awaitTakenOver(int server) {
        await("server " + (server + 1) + " to take over")
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .until(() -> metric(server, "pulse_partitions") == PARTITIONS);
        awaitAnswered(server);
    }

    /** Waits until one of the servers says so of itself. */
    void awaitMetric(String name, double value) {
        await(name + " to be " + value)
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .until(() -> metric(0, name) == value || metric(1, name) == value);
    }

    /** Waits until a part has said this, some time since it was first started. */
    void awaitSaid(Child part, String words) {
        await(part.name() + " to say: " + words)
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .until(() -> Files.readString(part.log()).contains(words));
    }

    /** Waits until a server has answered some requests more. */
    void awaitAnswered(int server) {
        Reading reading = readings.get(server);
        int before = reading.answered();
        await("server " + (server + 1) + " to answer")
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .until(() -> reading.answered() > before + 5);
    }

    /** What a server says of itself at {@code /metrics}, without labels; 0 where it says nothing. */
    double metric(int server, String name) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(cluster.address(server).resolve("/metrics"))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                    .findFirst()
                    .orElse(0);
        } catch (IOException notListening) {
            return 0;
        }
    }

    /** How the requests to each server ended so far. */
    List<Map<String, Integer>> counts() {
        return readings.stream().map(Reading::counts).toList();
    }

    /** Every server answers, of what is committed now. */
    void awaitCaughtUp() {
        for (int server = 0; server < SERVERS; server++) {
            URI address = cluster.address(server);
            await("server " + (server + 1) + " to catch up, see "
                            + cluster.servers().get(server).log())
                    .atMost(PATIENCE)
                    .pollInterval(LOOK)
                    .until(() -> isCaughtUp(address));
        }
    }

    private boolean isCaughtUp(URI address) throws SQLException, InterruptedException {
        cluster.startEnded();
        try (Connection connection = cluster.postgres().connect()) {
            String lsn = Long.toUnsignedString(Writing.position(connection));
            for (String team : teams().keySet()) {
                URI uri = address.resolve(
                        "/api/teams/" + team + "/" + panel("overview").path() + "&min_lsn=" + lsn + "&standby=no");
                HttpRequest request = HttpRequest.newBuilder(uri)
                        .timeout(Duration.ofSeconds(20))
                        .build();
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() != 200
                        || response.headers().firstValue("X-Pulse-Incomplete").isPresent()) {
                    return false;
                }
            }
            return true;
        } catch (IOException notListening) {
            return false;
        }
    }

    private void compare() throws SQLException {
        try (Connection connection = cluster.postgres().connect()) {
            for (int server = 0; server < SERVERS; server++) {
                Verifier verifier = new Verifier(connection, new HttpAnswers(cluster.address(server), null));
                for (Map.Entry<String, Long> team : teams().entrySet()) {
                    for (String name : team.getKey().equals(TEAM) ? COMPARED : READ) {
                        Verdict verdict = verifier.verify(team.getValue(), team.getKey(), panel(name));
                        assertThat(verdict.differences())
                                .as(team.getKey() + " " + name + " at server " + (server + 1))
                                .isEmpty();
                    }
                }
            }
        }
    }

    /** Compares everything that {@code pulse verify} does, of the largest team, between two writes. */
    void verify(int server, long seed) throws SQLException, InterruptedException {
        writing.pause();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        try (Connection connection = cluster.postgres().connect()) {
            HttpAnswers answers = new HttpAnswers(cluster.address(server), null);
            Verification verification = new Verification(connection, answers, out, new Silent(), 1, seed);
            verification.run(TEAM);
            assertThat(verification.differences())
                    .as("server " + (server + 1) + ": " + said.toString(StandardCharsets.UTF_8))
                    .isZero();
        }
        writing.goOn();
        System.out.print(said.toString(StandardCharsets.UTF_8));
    }

    private static final class Silent implements Verification.Progress {
        @Override
        public void asked(String team, long questions, long of) {
            // Nobody looks.
        }

        @Override
        public void clear() {
            // Nothing is shown.
        }
    }

    private Map<String, Long> teams() throws SQLException {
        Map<String, Long> teams = new TreeMap<>();
        try (Connection connection = cluster.postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select slug, id from teams_team")) {
            while (rows.next()) {
                teams.put(rows.getString(1), rows.getLong(2));
            }
        }
        return teams;
    }

    private static Question panel(String name) {
        return new Question.Panel(name, "2025-08-01T00:00:00Z", "2027-12-01T00:00:00Z", "daily", Question.Filter.NONE);
    }

    @Override
    public void close() throws InterruptedException {
        for (Reading reading : readings) {
            reading.close();
        }
        writing.close();
        cluster.close();
    }
}
