package ocs.pulse.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import ocs.pulse.auth.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other instances: passes a request on to the one that owns the team, and its answer back as it is. The request goes to
 * the same path below {@value #PREFIX}, where only a bearer of the common secret is heard and nothing is ever passed on.
 */
public final class Peers implements AutoCloseable {
    /** Below this are the routes that answer from this process or not at all. */
    static final String PREFIX = "/internal";

    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);
    private static final String SECRET = "X-Pulse-Peer";
    private static final String CALLER = "X-Pulse-Caller";
    private static final String STANDBY = "X-Pulse-From";
    private static final List<String> ASKED = List.of("Accept", "If-None-Match", "Last-Event-ID");
    private static final List<String> KEPT_BACK =
            List.of("connection", "content-length", "date", "keep-alive", "transfer-encoding");

    /** Where a copy can answer, too, its owner is not waited for any longer: it may stand still. */
    private static final Duration BEFORE_COPY = Duration.ofSeconds(3);

    /** How long the end of a session waits for another instance to hear of it. */
    private static final Duration TO_END = Duration.ofSeconds(2);

    private final String secret;
    private final Duration deadline;
    private final Duration waitLimit;
    private final HttpClient client;
    private final PeerStreams streams = new PeerStreams();

    /**
     * @param secret what all instances share
     * @param deadline the longest that an instance may take for an answer; a stream of events lasts as long as it likes
     * @param waitLimit how long it may wait, on top of that, for a position that the caller asks for
     */
    public Peers(String secret, Duration deadline, Duration waitLimit) {
        this.secret = secret;
        this.deadline = deadline;
        this.waitLimit = waitLimit;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
    }

    /** In whose name another instance asks; empty where the request is not from one. */
    Optional<Caller> caller(Context context) {
        String given = context.header(SECRET);
        if (given == null || !MessageDigest.isEqual(utf8(given), utf8(secret))) {
            return Optional.empty();
        }
        String name = context.header(CALLER);
        return Optional.of(Caller.ofEveryTeam(name == null ? "peer" : URLDecoder.decode(name, StandardCharsets.UTF_8)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The path that callers see, whichever way the request came. */
    static String publicPath(Context context) {
        String path = context.path();
        return path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : path;
    }

    /** Whether the other instance takes an answer from a standby. */
    static boolean asksStandby(Context context) {
        return "standby".equals(context.header(STANDBY));
    }

    /**
     * Lets the owner answer the request; throws {@link NotReady} where it cannot, and then nothing has been written.
     *
     * @param copyNext whether somebody else is asked if this one does not answer
     */
    void answer(Context context, Routing.Asker asker, Owner.There owner, boolean copyNext) throws InterruptedException {
        Duration limit = limit(context, copyNext);
        CompletableFuture<HttpResponse<PeerBody>> answering = client.sendAsync(
                request(context, asker, owner), info -> PeerBody.subscriber(info, asker.allowed(), streams));
        try {
            HttpResponse<PeerBody> response = answering.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() == 503) {
                response.body().discard();
                throw new NotReady("the instance that holds the team, which is not ready", Duration.ofSeconds(1));
            }
            write(context, response);
        } catch (TimeoutException late) {
            throw unreachable(owner, "did not answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException | CancellationException | IOException failed) {
            throw unreachable(owner, String.valueOf(failed.getMessage()));
        } finally {
            answering.cancel(true);
        }
    }

    private Duration limit(Context context, boolean copyNext) {
        boolean brief = copyNext && !Csv.isAsked(context);
        Duration answer = brief && BEFORE_COPY.compareTo(deadline) < 0 ? BEFORE_COPY : deadline;
        return context.queryParam(TeamRequests.MIN_LSN) == null ? answer : answer.plus(waitLimit);
    }

    /** The id of a team that this process knows nothing of, as another one knows it; throws {@link NotReady}. */
    Optional<Long> find(URI base, String slug) throws InterruptedException {
        URI uri = base.resolve(PREFIX + "/teams/" + URLEncoder.encode(slug, StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header(SECRET, secret)
                .timeout(deadline)
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return switch (response.statusCode()) {
                case 200 -> Optional.of(Long.parseLong(response.body().strip()));
                case 404 -> Optional.empty();
                default -> throw new NotReady("an instance that knows the teams", Duration.ofSeconds(1));
            };
        } catch (IOException failed) {
            throw unreachable(new Owner.There(base, false), failed.toString());
        }
    }

    /** Has the others end a browser's session as well, and returns when each has or has not; the log says who did not. */
    void endSession(List<URI> others, String sealed) {
        CompletableFuture<?>[] told = others.stream()
                .map(base -> client.sendAsync(ending(base, sealed), HttpResponse.BodyHandlers.discarding())
                        .exceptionally(failed -> {
                            LOG.warn("Instance {} was not told that a session ended: {}", base, failed.toString());
                            return null;
                        }))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(told).join();
    }

    private HttpRequest ending(URI base, String sealed) {
        return HttpRequest.newBuilder(base.resolve(PREFIX + "/session"))
                .header(SECRET, secret)
                .header("Cookie", Callers.COOKIE + "=" + sealed)
                .timeout(TO_END)
                .DELETE()
                .build();
    }

    private HttpRequest request(Context context, Routing.Asker asker, Owner.There owner) {
        String query = context.queryString();
        URI uri = owner.base().resolve(PREFIX + context.req().getRequestURI() + (query == null ? "" : "?" + query));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header(SECRET, secret)
                .header(CALLER, URLEncoder.encode(asker.name(), StandardCharsets.UTF_8));
        request.header(RequestIds.ID_HEADER, RequestIds.id(context))
                .header(RequestIds.TRACE_HEADER, RequestIds.traceParent(context));
        for (String name : ASKED) {
            String value = context.header(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        if (owner.standby()) {
            request.header(STANDBY, "standby");
        }
        return request.GET().build();
    }

    private static void write(Context context, HttpResponse<PeerBody> response) throws IOException {
        context.status(response.statusCode());
        response.headers().map().forEach((name, values) -> {
            if (!KEPT_BACK.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                context.header(name, String.join(", ", values));
            }
        });
        response.headers().firstValue("content-type").ifPresent(context::contentType);
        response.body().write(context);
    }

    private static NotReady unreachable(Owner.There owner, String why) {
        LOG.info("Instance {} cannot be asked: {}", owner.base(), why);
        return new NotReady("the instance that holds the team, which does not answer", Duration.ofSeconds(1));
    }

    @Override
    public void close() {
        streams.close();
    }
}
