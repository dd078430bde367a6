package ocs.pulse.connect;

import ocs.pulse.source.Code;
import ocs.pulse.source.Finding;
import org.jspecify.annotations.Nullable;

/** Why a Kafka Connect cluster cannot do what is asked: one line that names the thing and the mend. */
public final class ConnectProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, for programs. */
    public enum Reason implements Code {
        /** No worker answers, or not in time. */
        CONNECT_UNREACHABLE,
        /** The certificate of the worker is not trusted, or what is to be trusted cannot be read. */
        CONNECT_CERTIFICATE,
        /** The worker asks for a user and a password, or for others. */
        CONNECT_LOGIN,
        /** The workers do not know the connector's class. */
        CONNECT_PLUGIN,
        /** The cluster refuses the configuration. */
        CONNECT_CONFIG,
        /** There is no such connector. */
        CONNECT_ABSENT,
        /** The connector or its task has failed. */
        CONNECT_FAILED
    }

    private final Reason reason;

    ConnectProblem(Reason reason, String line) {
        this(reason, line, null);
    }

    ConnectProblem(Reason reason, String line, @Nullable Throwable cause) {
        super(line, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public Finding finding() {
        return Finding.stop(reason, String.valueOf(getMessage()));
    }
}
