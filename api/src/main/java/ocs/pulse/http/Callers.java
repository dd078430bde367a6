package ocs.pulse.http;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import ocs.pulse.auth.Authenticator;
import ocs.pulse.auth.Caller;
import ocs.pulse.auth.SessionKey;
import ocs.pulse.auth.Sessions;
import org.jspecify.annotations.Nullable;

/** Who sends a request: the bearer of a token, or a browser with a session that stands for one. */
public final class Callers {
    static final String COOKIE = "pulse_session";

    /** The attribute of a request that holds its caller's name, once it is known. */
    static final String CALLER = "caller";

    private static final String SCHEME = "Bearer ";

    private final Authenticator tokens;
    private final Sessions sessions;
    private final CallerLimits limits;
    private final FailedExchanges failed;

    /** Without limits. */
    public Callers(Authenticator tokens, Sessions sessions) {
        this(tokens, sessions, CallerLimits.none(), new FailedExchanges(Optional.empty()));
    }

    public Callers(Authenticator tokens, Sessions sessions, CallerLimits limits, FailedExchanges failed) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.limits = limits;
        this.failed = failed;
    }

    /** With sessions that end with the process, and without limits. */
    public static Callers of(Authenticator tokens) {
        return new Callers(tokens, new Sessions(SessionKey.random(), Duration.ofHours(1), Clock.systemUTC()));
    }

    /** Throws a {@link Refusal} where the request proves nothing. */
    Caller require(Context context) {
        Caller caller = tokens.caller(token(context)).orElseThrow(Refusal::withoutToken);
        context.attribute(CALLER, caller.name());
        return caller;
    }

    /** Throws a {@link TooMany} where the caller asks too much; else its turn, which has to be closed. */
    CallerLimits.Turn enter(Caller caller) {
        return limits.enter(caller);
    }

    /** Throws a {@link TooMany} where too many tables are on their way to the caller; else its place among them. */
    CallerLimits.Turn export(Caller caller) {
        return limits.export(caller);
    }

    Authenticator tokens() {
        return tokens;
    }

    Sessions sessions() {
        return sessions;
    }

    FailedExchanges failed() {
        return failed;
    }

    Optional<Sessions.Session> session(Context context) {
        return Optional.ofNullable(context.cookie(COOKIE)).flatMap(sessions::open);
    }

    /** An Authorization header is looked at alone, where there is one. */
    private String token(Context context) {
        @Nullable String authorization = context.header("Authorization");
        if (authorization == null) {
            return session(context).map(Sessions.Session::token).orElse("");
        }
        boolean bearer = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return bearer ? authorization.substring(SCHEME.length()).strip() : "";
    }
}
