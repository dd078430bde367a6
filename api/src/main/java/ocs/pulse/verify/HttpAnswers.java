package ocs.pulse.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks over HTTP, as any caller would. */
public final class HttpAnswers implements Answers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

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
        String path = "/api/teams/" + URLEncoder.encode(team, StandardCharsets.UTF_8) + "/" + question.path();
        String contained = (path.contains("?") ? "&" : "?") + "min_lsn=" + Long.toUnsignedString(lsn);
        if (question instanceof Question.Panel panel) {
            JsonNode answer = get(path + contained);
            return panel.name().equals("bot-performance") ? answer.path("results") : answer;
        }
        if (question instanceof Question.Trends) {
            return get(path + contained);
        }
        return rows(path + contained);
    }

    private JsonNode rows(String path) {
        ArrayNode rows = JSON.createArrayNode();
        String page = path + "&page_size=200";
        String next = page;
        while (true) {
            JsonNode answer = get(next);
            answer.path("results").forEach(rows::add);
            String cursor = answer.path("next_cursor").textValue();
            if (cursor == null) {
                return rows;
            }
            next = page + "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        }
    }

    private JsonNode get(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).GET();
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new VerifyFailed(base.resolve(path) + " answered " + response.statusCode() + ": "
                        + response.body().strip());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new VerifyFailed("Cannot ask " + base + ": " + e + "; is ocs-pulse running there?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VerifyFailed("Interrupted while asking " + base, e);
        }
    }
}
