package ocs.pulse.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each request that was denied. No secrets: neither headers nor the query. */
final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger("ocs.pulse.audit");
    private static final Set<HttpStatus> DENIALS =
            Set.of(HttpStatus.UNAUTHORIZED, HttpStatus.FORBIDDEN, HttpStatus.NOT_FOUND, HttpStatus.TOO_MANY_REQUESTS);
    private static final int LONGEST_PATH = 200;

    private Audit() {}

    static void denied(Context context, HttpStatus status, String why) {
        if (!DENIALS.contains(status)) {
            return;
        }
        @Nullable String caller = context.attribute(Callers.CALLER);
        LOG.info(
                "denied status={} caller={} from={} method={} path={} why=\"{}\"",
                status.getCode(),
                caller == null ? "-" : plain(caller),
                context.ip(),
                context.method(),
                plain(context.req().getRequestURI()),
                why);
    }

    /** On one line, as it came: the path is not decoded. */
    private static String plain(String text) {
        String cut = text.length() <= LONGEST_PATH ? text : text.substring(0, LONGEST_PATH) + "...";
        return cut.replaceAll("[^\\x21-\\x7e]", "?");
    }
}
