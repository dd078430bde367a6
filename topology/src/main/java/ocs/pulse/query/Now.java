package ocs.pulse.query;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** The instant that a question counts "now" from: the parameter {@code now}, else the present it was asked at. */
public final class Now {
    public static final String PARAMETER = "now";

    private Now() {}

    public static Instant of(Parameters parameters, Instant present) {
        return parameters.one(PARAMETER).map(Now::parse).orElse(present);
    }

    private static Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException notATime) {
            throw new BadParameter(PARAMETER, "Takes an ISO 8601 time with an offset, not '" + text + "'");
        }
    }
}
