package ocs.pulse.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import ocs.pulse.demo.DemoDatabase;
import ocs.pulse.embedded.EmbeddedKafka;
import ocs.pulse.embedded.EmbeddedPostgres;
import ocs.pulse.testing.RandomHistory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program is killed, closed, and left alone by its servers; its answers stay those of SQL. */
class RestartedProgramIT {
    private static final long SEED = Long.getLong("pulse.seed", 12);

    @TempDir
    Path directory;

    private final List<String> extra = new ArrayList<>();

    private ProgramChild start(EmbeddedPostgres postgres, int port) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--database-url",
                postgres.uri("ocs"),
                "--data-dir",
                directory.resolve("data").toString(),
                "--port",
                Integer.toString(port),
                "--auth",
                "none",
                "--wait-limit",
                "60s"));
        arguments.addAll(extra);
        return ProgramChild.start(directory.resolve("pulse.log"), arguments.toArray(String[]::new));
    }

    private static void fill(EmbeddedPostgres postgres) throws SQLException {
        postgres.createDatabase("ocs");
        try (Connection connection = postgres.connect("ocs")) {
            DemoDatabase.create(connection, Instant.now());
        }
    }

    private static void assertAnswersAreSqls(Probe probe, EmbeddedPostgres postgres) throws SQLException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (Connection connection = postgres.connect("ocs")) {
            probe.assertAnswersAreSqls(
                    connection,
                    now.minus(200, ChronoUnit.DAYS).toString(),
                    now.plus(2, ChronoUnit.DAYS).toString());
        }
    }

    /** Writes until it is closed; fails then if it could not. */
    private record Load(AtomicBoolean running, CompletableFuture<Integer> committed) {
        static Load start(EmbeddedPostgres postgres) {
            AtomicBoolean running = new AtomicBoolean(true);
            return new Load(running, CompletableFuture.supplyAsync(() -> {
                try (Connection connection = postgres.connect("ocs")) {
                    RandomHistory history = new RandomHistory(SEED, connection);
                    int committed = 0;
                    while (running.get()) {
                        committed += history.run(10);
                    }
                    return committed;
                } catch (SQLException failure) {
                    throw new IllegalStateException(failure);
                }
            }));
        }

        int end() {
            running.set(false);
            return committed.join();
        }
    }

    @Test
    void shouldAnswerAsSqlDoesWhenItWasKilledUnderLoad() throws Exception {
        int port = Probe.freePort();
        Probe probe = Probe.of(port);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.temporary()) {
            fill(postgres);
            ProgramChild first = start(postgres, port);
            probe.awaitReady(first::isAlive);
            Load load = Load.start(postgres);
            awaitMoves(probe, 3);
            first.kill();
            ProgramChild inItsStart = start(postgres, port);
            await().atMost(Duration.ofMinutes(2)).until(probe::isListening);
            inItsStart.kill();
            ProgramChild third = start(postgres, port);
            probe.awaitReady(third::isAlive);
            assertThat(load.end()).isPositive();
            assertAnswersAreSqls(probe, postgres);
            assertThat(third.terminate()).isZero();

            damageStores();
            try (ProgramChild last = start(postgres, port)) {
                probe.awaitReady(last::isAlive);
                assertAnswersAreSqls(probe, postgres);
                assertThat(last.said()).contains("is damaged; it is deleted and restored from its changelog");
            }
        }
    }

    /** One bit of the largest file of each store. */
    private void damageStores() throws IOException {
        List<Path> stores;
        try (Stream<Path> all = Files.walk(directory.resolve("data/state"))) {
            stores = all.filter(path -> path.toString().matches(".*/rocksdb/[^/]+"))
                    .toList();
        }
        assertThat(stores).isNotEmpty();
        for (Path store : stores) {
            try (Stream<Path> files = Files.list(store)) {
                Path largest = files.filter(file -> file.toString().endsWith(".sst"))
                        .max(Comparator.comparingLong(file -> file.toFile().length()))
                        .orElseThrow();
                byte[] bytes = Files.readAllBytes(largest);
                bytes[bytes.length / 3] ^= 1;
                Files.write(largest, bytes);
            }
        }
    }

    /** Waits until the position of the answers has moved so often: something of the load is on its way. */
    private static void awaitMoves(Probe probe, int moves) {
        List<String> positions = new ArrayList<>();
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    String position = probe.get("/api/teams/" + DemoDatabase.TEAM + "/dashboard/overview")
                            .headers()
                            .firstValue("X-Pulse-LSN")
                            .orElse("");
                    if (!positions.contains(position)) {
                        positions.add(position);
                    }
                    return positions.size() > moves;
                });
    }

    @Test
    void shouldKeepAnsweringWhenItsServersAreAwayAndGoOnWhenTheyAreBack() throws Exception {
        int port = Probe.freePort();
        int postgresPort = Probe.freePort();
        int kafkaPort = Probe.freePort();
        Path home = directory.resolve("postgres");
        Path log = directory.resolve("kafka");
        Probe probe = Probe.of(port);
        extra.addAll(List.of("--kafka", "127.0.0.1:" + kafkaPort, "--lag-limit", "5s"));
        EmbeddedPostgres postgres = EmbeddedPostgres.start(home, postgresPort, Map.of());
        EmbeddedKafka kafka = EmbeddedKafka.start(log, kafkaPort, Map.of());
        try {
            fill(postgres);
            try (ProgramChild pulse = start(postgres, port)) {
                probe.awaitReady(pulse::isAlive);

                postgres.close();
                awaitTrouble(probe, "capture: The database at 127.0.0.1:" + postgresPort);
                assertThat(probe.get("/api/teams/demo/dashboard/overview").statusCode())
                        .isEqualTo(200);
                postgres = EmbeddedPostgres.start(home, postgresPort, Map.of());
                write(postgres, SEED + 1);
                probe.awaitReady(pulse::isAlive);
                assertAnswersAreSqls(probe, postgres);

                kafka.close();
                write(postgres, SEED + 2);
                awaitTrouble(probe, "lag: ");
                assertThat(probe.get("/api/teams/demo/dashboard/overview").statusCode())
                        .isEqualTo(200);
                kafka = EmbeddedKafka.start(log, kafkaPort, Map.of());
                probe.awaitReady(pulse::isAlive);
                assertAnswersAreSqls(probe, postgres);
                assertThat(pulse.terminate()).isZero();
            }
        } finally {
            kafka.close();
            postgres.close();
        }
    }

    private static void awaitTrouble(Probe probe, String text) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(probe.waitingFor().toString()).contains(text));
    }

    private static void write(EmbeddedPostgres postgres, long seed) throws SQLException {
        try (Connection connection = postgres.connect("ocs")) {
            assertThat(new RandomHistory(seed, connection).run(30)).isPositive();
        }
    }
}
