package ocs.pulse.embedded;

/** A server or its directory is not usable; the message is one line that names the thing and the mend. */
public final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CannotStart(String message) {
        super(message);
    }

    public CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
