package ocs.pulse.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Asks over HTTP, as any caller would, and as patiently as a caller should. */
public final class HttpAnswers implements Answers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration PAUSE = Duration.ofMillis(500);
    /** Too many requests, not there yet, position not reached yet. */
    private static final Set<Integer> LATER = Set.of(429, 503, 504);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI base;
    private final @Nullable String token;

    /** Asks the ocs-pulse at {@code base}, with a bearer token where one is given. */
    public HttpAnswers(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    @Override
    public JsonNode ask(String team, Question question, long lsn) {
        String path = "/api/teams/" + encoded(team) + "/" + question.path();
        String contained = path + (path.contains("?") ? "&" : "?") + "min_lsn=" + Long.toUnsignedString(lsn);
        if (question instanceof Question.Panel panel) {
            return panel.name().equals("bot-performance") ? bots(contained) : get(contained);
        }
        if (question instanceof Question.SessionPage page) {
            return page(get(contained), page);
        }
        if (question instanceof Question.Chatbots) {
            return rows(contained, Integer.MAX_VALUE).path("results");
        }
        if (question instanceof Question.Sessions sessions) {
            return rows(contained, sessions.limit());
        }
        return get(contained);
    }

    /**
     * A page of the sessions table as it is.
     *
     * @param lsn a position of the write-ahead log that the answer must contain
     */
    JsonNode sessionPage(String team, Question.SessionPage page, long lsn) {
        return get("/api/teams/" + encoded(team) + "/" + page.path() + "&min_lsn=" + Long.toUnsignedString(lsn));
    }

    private static JsonNode page(JsonNode answer, Question.SessionPage page) {
        ArrayNode rows = JSON.createArrayNode();
        for (JsonNode row : answer.path("results")) {
            long id = row.path("id").asLong();
            if (id > page.after() && id <= page.upTo()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private JsonNode bots(String path) {
        ArrayNode rows = JSON.createArrayNode();
        for (int page = 1; ; page++) {
            JsonNode answer = get(path + "&page=" + page);
            answer.path("results").forEach(rows::add);
            if (!answer.path("has_next").asBoolean()) {
                return rows;
            }
        }
    }

    /** How many rows there are, and the first of them. */
    private ObjectNode rows(String path, int limit) {
        ArrayNode rows = JSON.createArrayNode();
        String page = path + "&page_size=" + Math.min(limit, Question.PAGE);
        JsonNode answer = get(page);
        ObjectNode all = JSON.createObjectNode();
        all.set("total_count", answer.path("total_count"));
        all.set("results", rows);
        while (true) {
            answer.path("results").forEach(rows::add);
            String cursor = answer.path("next_cursor").textValue();
            if (cursor == null || rows.size() >= limit) {
                return all;
            }
            answer = get(page + "&cursor=" + encoded(cursor));
        }
    }

    private JsonNode get(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).GET();
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (true) {
                HttpResponse<String> response = send(request.build(), deadline);
                if (response.statusCode() == 200 && isWhole(response)) {
                    return JSON.readTree(response.body());
                }
                boolean later = response.statusCode() == 200 || LATER.contains(response.statusCode());
                if (!later || System.nanoTime() > deadline) {
                    throw refused(path, response);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (IOException e) {
            throw new VerifyFailed("Cannot ask " + base + ": " + e + "; is ocs-pulse running there?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VerifyFailed("Interrupted while asking " + base, e);
        }
    }

    /** A request that takes too long is sent again while there is patience left: on a busy machine all waits are long. */
    private HttpResponse<String> send(HttpRequest request, long deadline) throws IOException, InterruptedException {
        while (true) {
            try {
                return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            } catch (HttpTimeoutException late) {
                if (System.nanoTime() > deadline) {
                    throw late;
                }
            }
        }
    }

    /** A part of a transaction, or of a snapshot, is not to be compared. */
    private static boolean isWhole(HttpResponse<String> response) {
        String incomplete = response.headers().firstValue("X-Pulse-Incomplete").orElse("");
        return !incomplete.contains("transaction") && !incomplete.contains("snapshot");
    }

    private VerifyFailed refused(String path, HttpResponse<String> response) {
        String said = response.statusCode() == 200
                ? "gave answers that are not whole ("
                        + response.headers().firstValue("X-Pulse-Incomplete").orElse("") + ")"
                : "answered " + response.statusCode() + ": " + response.body().strip();
        String mend = response.statusCode() == 401 || response.statusCode() == 403 || response.statusCode() == 404
                ? "; does the token see this team?"
                : "";
        return new VerifyFailed(base.resolve(path.replaceAll("\\?.*", "")) + " " + said + mend);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
