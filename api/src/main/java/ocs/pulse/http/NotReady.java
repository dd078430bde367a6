package ocs.pulse.http;

import java.time.Duration;

/** No answer yet: becomes a 503 that says what it waits for. */
public final class NotReady extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public NotReady(String waitsFor, Duration retryAfter) {
        super(waitsFor, null, false, false);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
