package ocs.pulse.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import ocs.pulse.verify.Question;

/**
 * Asks one server over and over and holds each answer to the history. Right is an exact answer for a state that contains the
 * position in its head, however old; 503 and 504 are no answers; everything else is wrong. Half of the requests ask for the
 * position of the newest answer before, so that going back would show.
 */
final class Reading implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 60;

    private final URI server;
    private final String slug;
    private final List<Question> questions;
    private final History history;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Queue<History.Seen> unchecked = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final ScheduledExecutorService schedule;
    // Of the schedule's one thread.
    private int number;
    private long newest;

    Reading(URI server, String slug, List<Question> questions, History history) {
        this.server = server;
        this.slug = slug;
        this.questions = List.copyOf(questions);
        this.history = history;
        this.schedule =
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "reading-" + server.getPort()));
    }

    void start() {
        var unused = schedule.scheduleWithFixedDelay(this::read, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** What was wrong so far. */
    List<String> wrong() {
        check();
        return new ArrayList<>(wrong);
    }

    /** How many answers it was given so far, from whomever. */
    synchronized int answered() {
        return counts.getOrDefault("right", 0) + counts.getOrDefault("standby", 0);
    }

    /** How many requests ended how: {@code right}, {@code standby}, a status, or {@code unreachable}. */
    synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    private void read() {
        try {
            ask(questions.get(number % questions.size()), number % 4 < 2 ? 0 : newest);
        } catch (IOException unreachable) {
            count("unreachable");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            wrong.add(server + " was asked in vain: " + failed);
        }
        number++;
    }

    private void ask(Question question, long minLsn) throws IOException, InterruptedException {
        String path = "/api/teams/" + slug + "/" + question.path();
        String contained =
                minLsn == 0 ? "" : (path.contains("?") ? "&" : "?") + "min_lsn=" + Long.toUnsignedString(minLsn);
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path + contained))
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        int begun = history.begun();
        if (response.statusCode() == 503 || response.statusCode() == 504) {
            count(Integer.toString(response.statusCode()));
            return;
        }
        if (response.statusCode() != 200) {
            wrong.add(server + path + " answered " + response.statusCode() + ": " + response.body());
            return;
        }
        long lsn = position(response.headers().firstValue("X-Pulse-LSN").orElse("0/0"));
        if (Long.compareUnsigned(lsn, minLsn) < 0) {
            wrong.add(server + path + contained + " answered of " + Long.toUnsignedString(lsn));
        }
        newest = Long.compareUnsigned(lsn, newest) > 0 ? lsn : newest;
        boolean standby = response.headers().firstValue("X-Pulse-Standby").isPresent();
        if (response.headers().firstValue("X-Pulse-Incomplete").isPresent()) {
            count("incomplete");
            return;
        }
        count(standby ? "standby" : "right");
        JsonNode answer = JSON.readTree(response.body());
        unchecked.add(
                new History.Seen((standby ? "standby behind " : "") + server + path, question, lsn, begun, answer));
        check();
    }

    private synchronized void check() {
        for (History.Seen seen = unchecked.peek(); seen != null && history.knows(seen); seen = unchecked.peek()) {
            history.wrong(seen).ifPresent(wrong::add);
            unchecked.remove();
        }
    }

    private synchronized void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    static long position(String text) {
        String[] halves = text.split("/");
        return Long.parseLong(halves[0], 16) << 32 | Long.parseLong(halves[1], 16);
    }

    @Override
    public void close() throws InterruptedException {
        schedule.shutdownNow();
        if (!schedule.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("Reading of " + server + " does not end");
        }
    }
}
