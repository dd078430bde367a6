package ocs.pulse.verify;

/** The comparison itself could not be made; says what stood in the way. */
public final class VerifyFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public VerifyFailed(String message) {
        super(message);
    }

    public VerifyFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
