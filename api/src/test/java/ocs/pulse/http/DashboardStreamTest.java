package ocs.pulse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import ocs.pulse.auth.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DashboardStreamTest {
    private static final String TOKEN = "a-token-for-the-tests";
    private static final String STREAM = "/api/teams/demo/dashboard/stream";
    private static final Duration HEARTBEAT = Duration.ofMillis(300);
    private static final int PER_CALLER = 1_000;
    private static final int PER_TEAM = 1_001;

    private final FakeAnswers answers = new FakeAnswers();
    private final SetClock now = new SetClock(FakeAnswers.WATERMARK_AT.plusMillis(250));
    private volatile String mayAsk = "demo";
    private final Metrics metrics = new Metrics();
    private final Streams streams = new Streams(HEARTBEAT, PER_CALLER, PER_TEAM);
    private final WebServer server = WebServer.start(
            "127.0.0.1",
            0,
            metrics,
            new Routes(
                    Callers.of(token -> Optional.of(new Caller(token, Set.of(mayAsk)))),
                    answers,
                    () -> Readiness.of(List.of(), List.of()),
                    metrics,
                    now,
                    Duration.ofSeconds(1),
                    streams,
                    Optional.empty()));
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    DashboardStreamTest() {
        streams.register(metrics.registry());
        answers.value = "first";
    }

    @AfterEach
    void close() {
        streams.close();
        server.close();
        metrics.close();
    }

    @Test
    void shouldSendTheAnswerAtOnceAndWhenItIsAnother() {
        EventClient client = follow(STREAM);
        await().until(() -> client.data().equals(List.of("\"first\"")));
        answers.become("second");
        await().until(() -> client.data().equals(List.of("\"first\"", "\"second\"")));
        assertThat(client.events.get(0).id()).isNotEqualTo(client.events.get(1).id());
        assertThat(client.status.join()).isEqualTo(200);
    }

    @Test
    void shouldSendNothingWhenTheAnswerIsTheSame() {
        EventClient client = follow(STREAM);
        await().until(() -> client.data().size() == 1);
        answers.become("first");
        int heartbeats = client.comments.size();
        await().until(() -> client.comments.size() > heartbeats + 2);
        assertThat(client.data()).containsExactly("\"first\"");
    }

    @Test
    void shouldNotComputeTheAnswerAgainWhenOnlyOthersChange() {
        EventClient client = follow(STREAM);
        await().until(() -> client.data().size() == 1);
        answers.value = "what nobody may see yet";
        answers.tell();
        int heartbeats = client.comments.size();
        await().until(() -> client.comments.size() > heartbeats + 2);
        assertThat(client.data()).containsExactly("\"first\"");
    }

    @Test
    void shouldSendFourEventsASecondAtMostAndTheLastOneInTheEnd() {
        EventClient client = follow(STREAM);
        await().until(() -> client.data().size() == 1);
        long begin = System.nanoTime();
        for (int change = 0; change < 10_000; change++) {
            answers.become(change);
        }
        await().until(() -> client.data().contains("9999"));
        long quarters = (System.nanoTime() - begin) / Duration.ofMillis(250).toNanos();
        assertThat(client.data()).hasSizeLessThanOrEqualTo((int) quarters + 3);
    }

    @Test
    void shouldGoOnFromTheEventThatTheClientHas() {
        EventClient before = follow(STREAM);
        await().until(() -> before.data().size() == 1);
        String had = before.events.get(0).id();
        before.close();

        EventClient again = follow(STREAM, "Last-Event-ID", had);
        await().until(() -> !again.comments.isEmpty());
        assertThat(again.data()).isEmpty();
        answers.become("second");
        await().until(() -> again.data().equals(List.of("\"second\"")));

        EventClient late = follow(STREAM, "Last-Event-ID", had);
        await().until(() -> late.data().equals(List.of("\"second\"")));
    }

    @Test
    void shouldSayInHeartbeatsHowFreshTheAnswerIs() {
        EventClient client = follow(STREAM);
        await().until(() -> !client.comments.isEmpty());
        assertThat(client.comments.get(0))
                .isEqualTo("{\"lsn\":\"16/B374D848\",\"as_of\":\"2026-01-02T03:04:05.010Z\",\"lag_ms\":250,"
                        + "\"incomplete\":[]}");
        now.set(FakeAnswers.WATERMARK_AT.plusSeconds(9));
        await().until(() -> client.comments.stream().anyMatch(comment -> comment.contains("\"lag_ms\":9000")));
    }

    @Test
    void shouldSendWhenTheWindowRollsOn() {
        EventClient client = follow(STREAM + "?date_range=7");
        EventClient fixed = follow(STREAM + "?start_date=2026-01-01&end_date=2026-01-02");
        await().until(() -> client.data().size() == 1 && fixed.data().size() == 1);
        answers.value = "the next day";
        now.set(FakeAnswers.WATERMARK_AT.plus(Duration.ofDays(1)));
        await().until(() -> client.data().equals(List.of("\"first\"", "\"the next day\"")));
        assertThat(fixed.data()).containsExactly("\"first\"");
    }

    @Test
    void shouldRefuseWhatTheDashboardRefuses() {
        assertThat(follow(STREAM + "?granularity=yearly").status.join()).isEqualTo(400);
        assertThat(follow(STREAM + "?colour=red").status.join()).isEqualTo(400);
        assertThat(follow("/api/teams/foreign/dashboard/stream").status.join()).isEqualTo(404);
        answers.failure = new NotReady("the first snapshot", Duration.ofSeconds(2));
        assertThat(follow(STREAM).status.join()).isEqualTo(503);
        assertThat(open()).isZero();
        assertThat(streams.feeds().size()).isZero();
    }

    @Test
    void shouldEndWhenTheTeamMovesAway() {
        EventClient client = follow(STREAM);
        await().until(() -> client.data().size() == 1);
        answers.failure = new NotReady("partition 2 of the teams stage", Duration.ofSeconds(1));
        answers.tell();
        await().until(() -> client.over);
        await().until(() -> open() == 0 && answers.listeners.isEmpty());
    }

    @Test
    void shouldEndWhenTheTokenIsNoLongerGood() {
        EventClient client = follow(STREAM);
        await().until(() -> client.data().size() == 1);
        mayAsk = "another";
        await().until(() -> client.over);
        await().until(() -> open() == 0);
    }

    @Test
    void shouldFreeWhatAClientHeldWhenItLeaves() {
        EventClient client = follow(STREAM);
        await().until(() -> client.data().size() == 1);
        assertThat(open()).isEqualTo(1);
        assertThat(answers.listeners).hasSize(1);
        client.close();
        await().until(() -> open() == 0 && streams.feeds().size() == 0 && answers.listeners.isEmpty());
    }

    @Test
    void shouldServeAThousandClientsFromOneAnswerBesideReads() throws Exception {
        int threads = Thread.activeCount();
        List<EventClient> clients =
                IntStream.range(0, PER_CALLER).mapToObj(each -> follow(STREAM)).toList();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> clients.stream().allMatch(client -> client.data().size() == 1));
        int asked = answers.asked;
        answers.become("second");
        await().until(() -> clients.stream().allMatch(client -> client.data().contains("\"second\"")));
        assertThat(overview()).isEqualTo(200);

        // A glance and a reading for the change, and a glance for each heartbeat meanwhile.
        assertThat(answers.asked - asked).isLessThan(50);
        assertThat(streams.feeds().size()).isEqualTo(1);
        assertThat(Thread.activeCount() - threads).as("threads").isLessThan(PER_CALLER / 2);

        assertThat(follow(STREAM).status.join()).as("one more of this caller").isEqualTo(429);
        assertThat(followAs("another").status.join()).isEqualTo(200);
        assertThat(followAs("a third").status.join())
                .as("one more of this team")
                .isEqualTo(429);
        clients.forEach(EventClient::close);
        await().atMost(Duration.ofSeconds(30)).until(() -> open() == 1);
    }

    @Test
    void shouldNotLetASlowClientHoldUpOthersNorKeepWhatItMissed() throws Exception {
        EventClient quick = follow(STREAM);
        await().until(() -> quick.data().size() == 1);
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(16 * 1024);
            slow.connect(new InetSocketAddress("127.0.0.1", server.port()));
            OutputStream out = slow.getOutputStream();
            out.write(("GET " + STREAM + " HTTP/1.1\r\nHost: it\r\nAuthorization: Bearer " + TOKEN + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> open() == 2);
            for (int change = 1; change <= 8; change++) {
                String answer = change + "x".repeat(1_000_000);
                answers.become(answer);
                await().atMost(Duration.ofSeconds(30)).until(() -> quick.data().contains('"' + answer + '"'));
            }
            assertThat(idsUpTo(slow.getInputStream(), "\"8x")).isLessThan(6);
        }
    }

    /** Counts the events up to the one that holds the text. */
    private static int idsUpTo(InputStream in, String text) throws Exception {
        int ids = 0;
        StringBuilder tail = new StringBuilder();
        byte[] buffer = new byte[64 * 1024];
        while (true) {
            int count = in.read(buffer);
            tail.append(new String(buffer, 0, count, StandardCharsets.US_ASCII));
            for (int id = tail.indexOf("id: "); id >= 0 && tail.length() > id + 64; id = tail.indexOf("id: ")) {
                ids++;
                boolean found = tail.substring(id, id + 64).contains(text);
                tail.delete(0, id + 4);
                if (found) {
                    return ids;
                }
            }
            if (tail.indexOf("id: ") < 0 && tail.length() > 64) {
                tail.delete(0, tail.length() - 64);
            }
        }
    }

    private EventClient follow(String path, String... headers) {
        return EventClient.follow(http, url(path), TOKEN, headers);
    }

    private EventClient followAs(String token) {
        return EventClient.follow(http, url(STREAM), token);
    }

    private int overview() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url("/api/teams/demo/dashboard/overview")))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    private int open() {
        return (int) metrics.registry().get("pulse.streams.open").gauge().value();
    }
}
