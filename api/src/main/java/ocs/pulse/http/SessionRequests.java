package ocs.pulse.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ocs.pulse.auth.Caller;
import ocs.pulse.auth.Right;
import ocs.pulse.auth.Sessions;
import ocs.pulse.query.BadParameter;
import org.jspecify.annotations.Nullable;

/**
 * A browser's session: a token is sent once, in a body, and comes back sealed in a cookie that no script can read and no
 * other site can use. Together with an API that only reads, and with a body that no form can send, nothing is left to
 * forge.
 */
final class SessionRequests {
    /** What browsers keep of one cookie, name and value. */
    private static final int MOST_COOKIE = 4_000;

    private static final ObjectReader BODY = new ObjectMapper().readerFor(Token.class);

    private final Callers callers;
    private final Clock clock;
    private final Routing routing;

    SessionRequests(Callers callers, Clock clock, Routing routing) {
        this.callers = callers;
        this.clock = clock;
        this.routing = routing;
    }

    /** The body of a request for a session. */
    record Token(@Nullable String token) {}

    /**
     * Who asks.
     *
     * @param teams slugs, or only {@code *}
     * @param expiresAt null for never
     */
    record Who(
            String name,
            List<String> teams,
            List<String> rights,
            @Nullable String expiresAt) {

        static Who of(Caller caller, Instant until) {
            return new Who(
                    caller.name(),
                    caller.teams().stream().sorted().toList(),
                    caller.rights().stream().sorted().map(Right::word).toList(),
                    until.equals(Instant.MAX) ? null : until.toString());
        }
    }

    void begin(Context context) {
        requireSameSite(context);
        callers.failed().check(context);
        String token = token(context);
        Optional<Caller> known = callers.tokens().caller(token);
        if (known.isEmpty()) {
            callers.failed().count(context);
        }
        Caller caller = known.orElseThrow(Refusal::withoutToken);
        Sessions.Session session = callers.sessions().begin(token, caller.until());
        String sealed = callers.sessions().seal(session);
        if (Callers.COOKIE.length() + sealed.length() > MOST_COOKIE) {
            throw new BadParameter("token", "Is too long for a cookie; send it as a bearer token with each request");
        }
        long seconds = Duration.between(clock.instant(), session.until()).toSeconds();
        context.cookie(cookie(context, sealed, (int) Math.max(0, seconds)));
        context.header("Cache-Control", "no-store").json(Who.of(caller, session.until()));
    }

    void tell(Context context) {
        Caller caller = callers.require(context);
        boolean bearer = context.header("Authorization") != null;
        Instant until = bearer
                ? caller.until()
                : callers.session(context).map(Sessions.Session::until).orElse(caller.until());
        context.header("Cache-Control", "no-store").json(Who.of(caller, until));
    }

    void end(Context context) {
        requireSameSite(context);
        @Nullable String sealed = context.cookie(Callers.COOKIE);
        if (sealed != null && callers.sessions().end(sealed)) {
            routing.endSession(sealed);
        }
        context.cookie(cookie(context, "", 0));
        context.header("Cache-Control", "no-store").status(HttpStatus.NO_CONTENT);
    }

    /** A session that ended on another instance; for instances only. */
    void endHere(Context context) {
        if (routing.peer(context).isEmpty()) {
            throw Refusal.unknown("path");
        }
        @Nullable String sealed = context.cookie(Callers.COOKIE);
        if (sealed != null) {
            callers.sessions().end(sealed);
        }
        context.status(HttpStatus.NO_CONTENT);
    }

    private static String token(Context context) {
        @Nullable String type = context.contentType();
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw Refusal.unsupported("application/json");
        }
        try {
            Token body = BODY.readValue(context.body());
            if (body != null && body.token() != null && !body.token().isBlank()) {
                return body.token().strip();
            }
        } catch (JsonProcessingException unreadable) {
            throw new BadParameter("token", "Takes a body such as {\"token\": \"...\"}");
        }
        throw new BadParameter("token", "Takes a body such as {\"token\": \"...\"}");
    }

    /** Browsers say where a request comes from; what is no browser has no session to be misused. */
    private static void requireSameSite(Context context) {
        @Nullable String origin = context.header("Origin");
        if (origin != null && !sameHost(origin, context.host())) {
            throw Refusal.otherSite();
        }
    }

    private static boolean sameHost(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException noOrigin) {
            return false;
        }
    }

    private static Cookie cookie(Context context, String value, int seconds) {
        Cookie cookie = new Cookie(Callers.COOKIE, value);
        cookie.setPath("/");
        cookie.setMaxAge(seconds);
        cookie.setHttpOnly(true);
        cookie.setSecure(context.scheme().equals("https") || "https".equals(context.header("X-Forwarded-Proto")));
        cookie.setSameSite(SameSite.STRICT);
        return cookie;
    }
}
