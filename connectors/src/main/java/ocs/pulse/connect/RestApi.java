package ocs.pulse.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The requests and answers of any one worker. A user and password in the address go along as Basic authentication. */
final class RestApi {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    /** A worker itself gives up a request after 90 s. */
    private static final Duration ANSWER = Duration.ofSeconds(95);

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final URI url;
    private final Duration patience;
    private final HttpClient client;

    /** @param trusted a PEM file of the certificates to trust; empty: those that Java trusts */
    RestApi(URI url, Optional<Path> trusted, Duration patience) {
        this.url = url;
        this.patience = patience;
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(CONNECT);
        trusted.map(TrustedCertificates::of).ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    /** @param body an empty object where there was none */
    record Answer(int status, JsonNode body) {
        private static final int UNAUTHORIZED = 401;
        private static final int FORBIDDEN = 403;
        private static final int NOT_FOUND = 404;
        private static final int REBALANCING = 409;
        private static final int UNAVAILABLE = 503;

        boolean ok() {
            return status / 100 == 2;
        }

        boolean isRefused() {
            return status == UNAUTHORIZED || status == FORBIDDEN;
        }

        boolean isAbsent() {
            return status == NOT_FOUND;
        }

        /** Whether the same may be answered otherwise soon: by a cluster that rebalances or a worker that starts. */
        boolean passes() {
            boolean fromWorker = body.has("error_code");
            return status == REBALANCING || status == UNAVAILABLE || status == NOT_FOUND && !fromWorker;
        }

        /** What a worker says that refuses. */
        String said() {
            String message = body.path("message").asText();
            return message.isEmpty() ? "status " + status : TraceLines.one(message);
        }
    }

    /** Asks again for as long as the answer may pass. */
    Answer ask(String method, String path, @Nullable Object body) {
        long deadline = System.nanoTime() + patience.toNanos();
        Answer answer = askOnce(method, path, body);
        while (answer.passes() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            answer = askOnce(method, path, body);
        }
        if (answer.isRefused()) {
            throw new ConnectProblem(ConnectProblem.Reason.CONNECT_LOGIN, refusal());
        }
        return answer;
    }

    private String refusal() {
        return url.getUserInfo() == null
                ? "Kafka Connect at " + withoutUser() + " asks for a user and a password: give them in --connect-url, "
                        + url.getScheme() + "://USER:PASSWORD@HOST:PORT"
                : "Kafka Connect at " + withoutUser() + " refuses user '"
                        + url.getUserInfo().split(":", 2)[0] + "': check user and password in --connect-url";
    }

    private Answer askOnce(String method, String path, @Nullable Object body) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(withoutUser().resolve(path))
                    .timeout(ANSWER)
                    .header("Content-Type", "application/json")
                    .method(method, publisher(body));
            if (url.getUserInfo() != null) {
                byte[] login = url.getUserInfo().getBytes(StandardCharsets.UTF_8);
                request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
            }
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), read(response.body()));
        } catch (SSLException failure) {
            throw new ConnectProblem(
                    ConnectProblem.Reason.CONNECT_CERTIFICATE,
                    "The connection to Kafka Connect at " + withoutUser() + " is not to be trusted ("
                            + TraceLines.one(String.valueOf(failure.getMessage()))
                            + "): name the certificate of its authority by --connect-ca, and the host as in its certificate",
                    failure);
        } catch (IOException failure) {
            throw new ConnectProblem(
                    ConnectProblem.Reason.CONNECT_UNREACHABLE,
                    "No Kafka Connect worker answers at " + withoutUser() + " ("
                            + failure.getClass().getSimpleName()
                            + "): check --connect-url, and that a worker runs there",
                    failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ConnectProblem(
                    ConnectProblem.Reason.CONNECT_UNREACHABLE,
                    "Interrupted while waiting for Kafka Connect",
                    interrupted);
        }
    }

    private static BodyPublisher publisher(@Nullable Object body) throws JsonProcessingException {
        return body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body));
    }

    /** The address as messages show it. */
    URI withoutUser() {
        return URI.create(url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort()));
    }

    private static JsonNode read(String body) {
        try {
            return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JsonProcessingException noJson) {
            return JSON.createObjectNode().put("message", body);
        }
    }
}
