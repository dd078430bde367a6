package ocs.pulse.http;

import io.javalin.http.Context;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What ties the log lines of a request together, here and elsewhere: its id, the caller's {@code X-Request-Id} or one of our
 * own, and the trace of its {@code traceparent} (W3C Trace Context), or a new one. A request that is passed on to another
 * instance takes both along.
 */
public final class RequestIds {
    public static final String ID_HEADER = "X-Request-Id";
    public static final String TRACE_HEADER = "traceparent";

    private static final String ID = "request";
    private static final String TRACE = "trace";
    private static final Pattern ID_TEXT = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern PARENT =
            Pattern.compile("[0-9a-e][0-9a-f]-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(-.*)?");

    private RequestIds() {}

    static void begin(Context context) {
        @Nullable String given = context.header(ID_HEADER);
        String id = given != null && ID_TEXT.matcher(given).matches() ? given : hex(8);
        @Nullable String parent = context.header(TRACE_HEADER);
        Matcher traced = PARENT.matcher(parent == null ? "" : parent);
        boolean known = traced.matches();
        String trace = known ? traced.group(1) : hex(16);
        MDC.put(ID, id);
        MDC.put(TRACE, trace);
        context.attribute(TRACE_HEADER, "00-" + trace + "-" + hex(8) + "-" + (known ? traced.group(2) : "00"));
        context.header(ID_HEADER, id);
    }

    static void end() {
        MDC.remove(ID);
        MDC.remove(TRACE);
    }

    /** The id to send with a request that is made on behalf of this one. */
    public static String id(Context context) {
        return String.valueOf(context.res().getHeader(ID_HEADER));
    }

    /** The parent to send with a request that is made on behalf of this one. */
    public static String traceParent(Context context) {
        return String.valueOf(context.<String>attribute(TRACE_HEADER));
    }

    private static String hex(int bytes) {
        byte[] random = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
