package ocs.pulse.http.transport;

import java.util.Arrays;

/** The kinds of errors, by status. The names are for programs and stay as they are; openapi.yaml says what each means. */
public enum ProblemType {
    BAD_PARAMETER(400),
    NO_TOKEN(401),
    FORBIDDEN(403),
    NOT_FOUND(404),
    WRONG_METHOD(405),
    TOO_LARGE(413, 414, 431),
    WRONG_CONTENT(415),
    TOO_MANY(429),
    FAILED(500),
    NOT_READY(503),
    POSITION_NOT_REACHED(504);

    private static final String PREFIX = "urn:ocs-pulse:problem:";

    private final int[] statuses;

    ProblemType(int... statuses) {
        this.statuses = statuses;
    }

    /** {@code about:blank} where the status says it all. */
    public static String of(int status) {
        return Arrays.stream(values())
                .filter(type -> Arrays.stream(type.statuses).anyMatch(own -> own == status))
                .findFirst()
                .map(ProblemType::uri)
                .orElse("about:blank");
    }

    public String uri() {
        return PREFIX + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
