package ocs.pulse.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import ocs.pulse.http.Problem.FieldError;
import ocs.pulse.query.BadParameter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one way out for errors: every exception of a request becomes a {@link Problem}. */
final class Problems {
    /** How long to wait for a place among the event streams. */
    private static final Duration STREAM_PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    static void declare(RoutesConfig routes) {
        routes.exception(BadParameter.class, Problems::badParameter);
        routes.exception(Refusal.class, Problems::refusal);
        routes.exception(TooMany.class, Problems::tooMany);
        routes.exception(NotReady.class, Problems::notReady);
        routes.exception(HttpResponseException.class, Problems::ofJavalin);
        routes.exception(IOException.class, Problems::cutOff);
        routes.exception(Exception.class, Problems::unexpected);
    }

    private static void badParameter(BadParameter bad, Context context) {
        FieldError error = new FieldError(bad.parameter(), bad.getMessage());
        write(context, Problem.of(HttpStatus.BAD_REQUEST, bad.parameter() + ": " + bad.getMessage(), List.of(error)));
    }

    private static void refusal(Refusal refusal, Context context) {
        Audit.denied(context, refusal.status(), refusal.getMessage());
        if (refusal.status() == HttpStatus.TOO_MANY_REQUESTS) {
            retryAfter(context, STREAM_PATIENCE);
        }
        if (refusal.status() == HttpStatus.UNAUTHORIZED) {
            context.header("WWW-Authenticate", "Bearer realm=\"ocs-pulse\"");
        }
        write(context, Problem.of(refusal.status(), refusal.getMessage()));
    }

    private static void tooMany(TooMany tooMany, Context context) {
        Audit.denied(context, HttpStatus.TOO_MANY_REQUESTS, tooMany.getMessage());
        retryAfter(context, tooMany.retryAfter());
        write(context, Problem.of(HttpStatus.TOO_MANY_REQUESTS, tooMany.getMessage()));
    }

    private static void notReady(NotReady notReady, Context context) {
        retryAfter(context, notReady.retryAfter());
        write(context, Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "Waiting for " + notReady.getMessage()));
    }

    /** In whole seconds, at least one. */
    private static void retryAfter(Context context, Duration wait) {
        context.header("Retry-After", Long.toString(Math.max(1, (wait.toMillis() + 999) / 1_000)));
    }

    /** Unknown routes and methods. */
    private static void ofJavalin(HttpResponseException refused, Context context) {
        HttpStatus status = HttpStatus.forStatus(refused.getStatus());
        String detail = status == HttpStatus.NOT_FOUND ? "There is no such path" : String.valueOf(refused.getMessage());
        if (status == HttpStatus.METHOD_NOT_ALLOWED) {
            String allowed = refused.getDetails().getOrDefault("availableMethods", "GET, HEAD");
            context.header("Allow", allowed);
            detail = "Understood here: " + allowed;
        }
        write(context, Problem.of(status, detail));
    }

    /** A body that did not come whole, or a caller who left: no fault of ours, and no reason to fill the log. */
    private static void cutOff(IOException broken, Context context) {
        LOG.debug("{} {} was cut off: {}", context.method(), context.path(), broken.toString());
        write(context, Problem.of(HttpStatus.BAD_REQUEST, "The request did not come whole"));
    }

    /** The caller learns nothing about the inside; the log does. */
    private static void unexpected(Exception unexpected, Context context) {
        LOG.error("{} {} failed", context.method(), context.path(), unexpected);
        write(context, Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "The answer failed; the log says why"));
    }

    private static void write(Context context, Problem problem) {
        context.header("Cache-Control", "no-store");
        context.status(problem.status()).json(problem).contentType(Problem.CONTENT_TYPE);
    }
}
