package ocs.pulse.capture;

import ocs.pulse.source.Code;
import ocs.pulse.source.Finding;
import org.jspecify.annotations.Nullable;

/** Why capture cannot start or go on, where the database is not to blame: one line that names the thing and the mend. */
public final class CaptureProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, for programs. */
    public enum Reason implements Code {
        KAFKA_UNREACHABLE,
        TOPIC,
        TOPIC_MISSING,
        TOPIC_POLICY,
        TOPIC_RETENTION,
        TOPIC_REPLICATION,
        /** Records are refused, or would be, for the time that capture's clock gives them. */
        TOPIC_TIMES,
        FENCED,
        POSITION_LOST,
        OTHER_DATABASE,
        /** Capture goes on in a Kafka Connect connector. */
        HANDED_OVER,
        /** A connector's settings, or what a worker makes of them. */
        CONNECT_SETTINGS,
        /** What a connector cannot do. */
        CONNECT_LIMITS,
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

    /** The engine ended by itself. */
    static CaptureProblem ofEngine(Throwable failure) {
        return new CaptureProblem(Reason.ENGINE, "Capture stopped: " + innermost(failure), failure);
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String said = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return said.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    static CaptureProblem of(Finding finding) {
        if (finding.code() instanceof Reason reason) {
            return new CaptureProblem(reason, finding.line());
        }
        throw new IllegalArgumentException("No finding about capture: " + finding);
    }

    public Reason reason() {
        return reason;
    }

    public Finding finding() {
        return Finding.stop(reason, String.valueOf(getMessage()));
    }
}
