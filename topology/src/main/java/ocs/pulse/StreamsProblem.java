package ocs.pulse;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The stages cannot start or cannot go on; one line that names the thing and the mend. */
public final class StreamsProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Stable codes. */
    public enum Reason {
        KAFKA_UNREACHABLE,
        /** A topic is missing, or is not as it has to be. */
        TOPIC,
        /** The position in the topic of changes is gone: going on would leave a gap. */
        POSITION_LOST,
        /** A store on this machine is damaged again and again. */
        DAMAGED,
        /** A stage stopped on an error. */
        STOPPED
    }

    StreamsProblem(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
