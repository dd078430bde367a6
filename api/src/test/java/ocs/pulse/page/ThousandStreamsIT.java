package ocs.pulse.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import ocs.pulse.demo.DemoDatabase;
import ocs.pulse.testkit.program.RunningPulse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A thousand people look at a team while it talks, and others ask. Prints how long reads take without and with them, and
 * what they take of memory:
 *
 * <pre>{@code
 * mvn verify -pl api -am -Dtest=none -Dit.test=ThousandStreamsIT -Dtest.excluded=none \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * }</pre>
 */
@Tag("soak")
class ThousandStreamsIT {
    private static final int CLIENTS = 1_000;
    private static final int QUESTIONS = 10;
    private static final int SAMPLES = 2_000;
    private static final String TEAM = "/api/teams/" + DemoDatabase.TEAM;
    private static final String TALK = "insert into chat_chatmessage"
            + " (created_at, updated_at, chat_id, message_type, content, translations, metadata)"
            + " select now(), now(), max(chat_id), 'human', 'hello', '{}', '{}' from experiments_experimentsession"
            + " where team_id = (select id from teams_team where slug = '" + DemoDatabase.TEAM
            + "') and status <> 'setup' and platform <> 'evaluations'";

    @RegisterExtension
    static final RunningPulse PULSE = RunningPulse.over(connection -> DemoDatabase.create(connection, Instant.now()));

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void shouldNotHarmReads() throws Exception {
        ScheduledExecutorService talk = Executors.newSingleThreadScheduledExecutor();
        try (var connection = PULSE.connect();
                var statement = connection.createStatement()) {
            talk.scheduleWithFixedDelay(
                    () -> {
                        try {
                            statement.execute(TALK);
                        } catch (java.sql.SQLException failed) {
                            throw new IllegalStateException(failed);
                        }
                    },
                    0,
                    200,
                    TimeUnit.MILLISECONDS);
            reads("at first");
            long memory = usedMemory();
            double alone = reads("without streams");
            try (StreamCrowd crowd = new StreamCrowd(
                    PULSE.base().getPort(),
                    IntStream.range(0, CLIENTS)
                            .mapToObj(each -> TEAM + "/dashboard/stream?limit=" + (1 + each % QUESTIONS))
                            .toList())) {
                await().atMost(Duration.ofMinutes(1)).until(() -> crowd.served() == CLIENTS);
                long before = crowd.bytes();
                long begin = System.nanoTime();
                double crowded = reads("beside " + CLIENTS + " streams");
                double seconds = (System.nanoTime() - begin) / 1e9;
                System.out.printf(
                        "streams: %.1f MB/s to all, %.0f KiB of heap for each%n",
                        (crowd.bytes() - before) / seconds / 1e6,
                        Math.max(0, usedMemory() - memory) / 1024.0 / CLIENTS);
                assertThat(crowd.leastReadings())
                        .as("all have been told more than once")
                        .isGreaterThan(2);
                assertThat(crowded).as("p99 in ms beside %.1f alone", alone).isLessThan(100);
            }
        } finally {
            talk.shutdownNow();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> PULSE.get("/metrics")
                .body()
                .lines()
                .anyMatch(line -> line.startsWith("pulse_streams_open") && line.endsWith(" 0.0")));
    }

    /** p99 in milliseconds of dashboards under a filter that no other asks for, each of which is worked out. */
    private double reads(String name) throws Exception {
        double[] took = new double[SAMPLES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            HttpRequest request = HttpRequest.newBuilder(PULSE.base()
                            .resolve(TEAM + "/dashboard?date_range=90&participants=" + (1 + sample % 300) + "&limit="
                                    + (20 + sample % 7)))
                    .build();
            long begin = System.nanoTime();
            HttpResponse<Void> response = client.send(request, HttpResponse.BodyHandlers.discarding());
            took[sample] = (System.nanoTime() - begin) / 1e6;
            assertThat(response.statusCode()).isEqualTo(200);
        }
        Arrays.sort(took);
        System.out.printf(
                "reads %s: p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                name, took[SAMPLES / 2], took[SAMPLES * 99 / 100], took[SAMPLES - 1]);
        return took[SAMPLES * 99 / 100];
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
