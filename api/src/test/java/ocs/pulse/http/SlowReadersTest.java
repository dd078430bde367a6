package ocs.pulse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ocs.pulse.auth.Caller;
import ocs.pulse.auth.Right;
import ocs.pulse.auth.SessionKey;
import ocs.pulse.auth.Sessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers who ask for large answers and do not read them, or a byte now and then. */
final class SlowReadersTest {
    private static final String CSV = "/api/teams/demo/sessions?format=csv";
    private static final String OVERVIEW = "/api/teams/demo/dashboard/overview";
    private static final int MORE_THAN_THREADS = 300;

    private final HttpBench bench = new HttpBench(
            new LargeTable(),
            new Callers(
                    token -> Optional.of(new Caller(token, Set.of("*"), Right.ALL, Instant.MAX)),
                    new Sessions(SessionKey.random(), Duration.ofHours(1), java.time.Clock.systemUTC()),
                    new CallerLimits(1_000, 100),
                    new FailedExchanges(Optional.empty())));
    private final List<Socket> slow = new ArrayList<>();

    private record Line(String text) {}

    /** Its tables are larger than what lies between a writer and a reader who does not read. */
    private static final class LargeTable extends FakeAnswers {
        @Override
        public <A> Answered<A> ask(long team, Question<A> question) {
            synchronized (this) {
                value = question instanceof Question.OfView<?> ? table() : "small";
                return super.ask(team, question);
            }
        }

        private static Csv<Line> table() {
            Csv<Line> table = new Csv<>(Line.class);
            Line line = new Line("a".repeat(10_000));
            for (int row = 0; row < 100; row++) {
                table.add(line);
            }
            return table.finish();
        }
    }

    @AfterEach
    void close() {
        slow.forEach(SlowReadersTest::hangUp);
        bench.close();
    }

    @Test
    void shouldServeTheOthersWhileHundredsDoNotReadTheirAnswers() throws Exception {
        assertThat(bench.get("other", CSV).body()).hasSize(1_000_206);
        long before = usedMemory();
        List<Duration> served = new ArrayList<>();
        for (int reader = 0; reader < MORE_THAN_THREADS; reader++) {
            slow.add(ask("slow " + reader / 10));
            if (reader % 10 == 9) {
                readAByteOfEveryThird();
                served.add(timeOf(OVERVIEW));
            }
        }
        served.add(timeOf(CSV));
        assertThat(served).allSatisfy(time -> assertThat(time).isLessThan(Duration.ofSeconds(3)));
        await().pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> assertThat(usedMemory() - before).isLessThan(32L << 20));
        await().untilAsserted(() -> assertThat(slow.stream().filter(AbuseTest::isHungUpOn))
                .as("more than half of the threads' number")
                .hasSizeGreaterThanOrEqualTo(MORE_THAN_THREADS - 125));
    }

    @Test
    void shouldKeepFewTablesForACallerWhoDoesNotReadThem() throws Exception {
        for (int reader = 0; reader < CallerLimits.MOST_EXPORTS + 4; reader++) {
            slow.add(ask("hoarder"));
        }
        HttpResponse<String> refused =
                await().until(() -> bench.get("hoarder", CSV), response -> response.statusCode() == 429);
        assertThat(refused.body()).contains("more than 16 tables as CSV");
        assertThat(HttpBench.header(refused, "Retry-After")).isEqualTo("1");
        assertThat(bench.get("hoarder", OVERVIEW).statusCode()).isEqualTo(200);
        assertThat(bench.get("another", CSV).statusCode()).isEqualTo(200);
        slow.forEach(SlowReadersTest::hangUp);
        await().until(() -> bench.get("hoarder", CSV).statusCode() == 200);
    }

    private Duration timeOf(String path) throws Exception {
        long begin = System.nanoTime();
        assertThat(bench.get("other", path).statusCode()).isEqualTo(200);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private Socket ask(String caller) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("127.0.0.1", bench.server.port()));
        socket.getOutputStream()
                .write(("GET " + CSV + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + caller + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private void readAByteOfEveryThird() {
        for (int reader = 0; reader < slow.size(); reader += 3) {
            try {
                var unused = slow.get(reader).getInputStream().read();
            } catch (IOException hungUp) {
                // As it should be, sooner or later.
            }
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
