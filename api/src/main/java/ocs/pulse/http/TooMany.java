package ocs.pulse.http;

import java.time.Duration;
import java.util.Objects;

/** A caller asks too much: becomes a 429. */
public final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /** @param what there is too much of */
    public TooMany(String what, Duration retryAfter) {
        super("This caller asks too much: " + what, null, false, false);
        this.retryAfter = retryAfter;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
