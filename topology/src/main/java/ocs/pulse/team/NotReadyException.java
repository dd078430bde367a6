package ocs.pulse.team;

import java.util.Objects;

/** There is no answer yet: the team's partition is elsewhere, being restored, or waits for its first snapshot. */
public final class NotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotReadyException(String waitingFor) {
        super(waitingFor, null, false, false);
    }

    /** What is waited for. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
