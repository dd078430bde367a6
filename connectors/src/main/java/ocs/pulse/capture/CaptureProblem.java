package ocs.pulse.capture;

import org.jspecify.annotations.Nullable;

/** Why capture cannot start or go on, where the database is not to blame: one line that names the thing and the mend. */
public final class CaptureProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, for programs. */
    public enum Reason {
        KAFKA_UNREACHABLE,
        TOPIC,
        FENCED,
        POSITION_LOST,
        OTHER_DATABASE,
        ENGINE
    }

    private final Reason reason;

    CaptureProblem(Reason reason, String line) {
        this(reason, line, null);
    }

    CaptureProblem(Reason reason, String line, @Nullable Throwable cause) {
        super(line, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
