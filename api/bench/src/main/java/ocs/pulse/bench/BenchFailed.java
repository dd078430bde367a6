package ocs.pulse.bench;

/** The benchmark cannot go on, or has found two answers to one question. */
final class BenchFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BenchFailed(String message) {
        super(message);
    }

    BenchFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
