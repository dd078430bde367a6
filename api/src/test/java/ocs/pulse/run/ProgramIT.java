package ocs.pulse.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import ocs.pulse.golden.GoldenCase;
import ocs.pulse.golden.JsonDifference;
import ocs.pulse.testing.ExportedMetrics;
import ocs.pulse.testing.GoldenDatabase;
import ocs.pulse.testing.RandomHistory;
import ocs.pulse.testkit.program.RunningPulse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.replication.LogSequenceNumber;

/** From the rows of a real Postgres through a real Kafka to answers over HTTP. */
class ProgramIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long SEED = 11;
    private static final int WRITERS = 3;

    @RegisterExtension
    static final RunningPulse PULSE = RunningPulse.over(GoldenDatabase::load);

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void shouldAnswerAsSqlDoesWhateverHappensToTheRows() throws Exception {
        Probe probe = Probe.of(PULSE.base().getPort());
        probe.awaitReady(() -> true);
        checkGolden(probe);
        writeLargeRow();
        assertThat(write()).isGreaterThan(WRITERS * 50);
        try (Connection connection = PULSE.connect()) {
            probe.assertAnswersAreSqls(connection, "2025-08-01T00:00:00Z", "2025-12-01T00:00:00Z");
            SortedTables tables = new SortedTables(probe, connection);
            for (Map.Entry<String, Long> team : Probe.teams(connection).entrySet()) {
                tables.assertOrdersAreSqls(team.getKey(), team.getValue());
            }
            checkTags(probe, connection);
        }
    }

    @Test
    void shouldExportWhatTheDashboardAndTheAlertsAskFor() throws Exception {
        assertThat(ExportedMetrics.asked()).hasSizeGreaterThan(15);
        await().untilAsserted(() -> assertThat(
                        ExportedMetrics.missing(PULSE.get("/metrics").body()))
                .isEmpty());
        assertThat(ExportedMetrics.notCounted(PULSE.get("/metrics").body())).isEmpty();
    }

    /** Above what Kafka takes of a record unless it is told otherwise, in each of the topics on its way. */
    private static void writeLargeRow() throws SQLException {
        try (Connection connection = PULSE.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("update experiments_experiment set description = repeat(U&'\\202E\\0001x', 350000)"
                    + " where id = (select min(id) from experiments_experiment)");
        }
    }

    /** Histories of several connections at once, their transactions interleaved, some lost to one another. */
    private static int write() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<Integer>> committed = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                long seed = SEED + writer;
                committed.add(writers.submit(() -> {
                    try (Connection connection = PULSE.connect()) {
                        return new RandomHistory(seed, connection).run(120);
                    }
                }));
            }
            int sum = 0;
            for (Future<Integer> one : committed) {
                sum += one.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
            return sum;
        } finally {
            writers.shutdownNow();
        }
    }

    /** An answer keeps its tag until something commits, says the position it reflects, and a position can be waited for. */
    private static void checkTags(Probe probe, Connection connection) throws Exception {
        String path = "/api/teams/team-1/sessions?page_size=1";
        String tag = header(probe.get(path), "ETag");
        assertThat(probe.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        String position;
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "update experiments_experimentsession set status = status || '!' where id = (select min(id)"
                            + " from experiments_experimentsession where team_id = (select id from teams_team where slug = 'team-1'))");
            try (ResultSet row = statement.executeQuery("select pg_current_wal_insert_lsn()")) {
                row.next();
                position = row.getString(1);
            }
        }
        HttpResponse<String> answer = probe.get(
                path + "&min_lsn=" + URLEncoder.encode(position, StandardCharsets.UTF_8), "If-None-Match", tag);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "ETag")).isNotEqualTo(tag);
        assertThat(LogSequenceNumber.valueOf(header(answer, "X-Pulse-LSN")).asLong())
                .isGreaterThanOrEqualTo(LogSequenceNumber.valueOf(position).asLong());
        assertThat(answer.headers().firstValue("X-Pulse-Incomplete")).isEmpty();
        assertThat(Instant.parse(header(answer, "X-Pulse-As-Of"))).isBefore(Instant.now());
        assertThat(Long.parseLong(header(answer, "X-Pulse-Lag-Ms"))).isNotNegative();
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }

    private void checkGolden(Probe probe) throws IOException, InterruptedException {
        int checked = 0;
        for (GoldenCase golden : GoldenCase.load("small-a")) {
            boolean asked = golden.endpoint().startsWith("dashboard/")
                    || golden.endpoint().equals("chatbots/trends");
            if (!asked || golden.quirk()) {
                continue;
            }
            HttpResponse<String> response = probe.get(path(golden));
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
}
