package ocs.pulse.source;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a database cannot be captured: one line that names the thing and the mend. Never holds a password. */
public final class SourceProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, for programs. */
    public enum Reason implements Code {
        ADDRESS,
        PASSWORD,
        UNREACHABLE,
        LOGIN,
        VERSION,
        STANDBY,
        WAL_LEVEL,
        WAL_UNLIMITED,
        WAL_RETAINED,
        IDLE_SLOT_TIMEOUT,
        CLOCK,
        TABLE,
        TABLE_UNLOGGED,
        ROW_SECURITY,
        COLUMN,
        COLUMN_OPTIONAL,
        PRIMARY_KEY,
        REPLICA_IDENTITY,
        PRIVILEGE,
        PRIVILEGE_TOO_WIDE,
        PUBLICATION,
        PUBLICATION_MISSING,
        HEARTBEAT,
        HEARTBEAT_MISSING,
        HEARTBEAT_MESSAGE,
        SLOT_TAKEN,
        SLOT_LOST,
        NO_FREE_SLOT,
        NO_FREE_SENDER,
        SOURCE_CHANGED,
        SOURCE_RESTORED
    }

    private final Reason reason;
    private final String sql;

    SourceProblem(Reason reason, String line) {
        this(reason, line, null, null);
    }

    SourceProblem(Reason reason, String line, @Nullable String sql, @Nullable Throwable cause) {
        super(line, cause);
        this.reason = reason;
        this.sql = sql == null ? "" : sql;
    }

    /** A finding after which capture must not start or go on. */
    public static SourceProblem of(Finding finding) {
        return of(finding, null);
    }

    static SourceProblem of(Finding finding, @Nullable Throwable cause) {
        if (finding.code() instanceof Reason reason) {
            return new SourceProblem(reason, finding.line(), finding.sql(), cause);
        }
        throw new IllegalArgumentException("No finding about the source: " + finding);
    }

    public Reason reason() {
        return reason;
    }

    /** The statements that somebody with the right to do so must run, several lines; empty where none would help. */
    public Optional<String> sql() {
        return sql.isEmpty() ? Optional.empty() : Optional.of(sql);
    }

    public Finding finding() {
        return Finding.stop(reason, String.valueOf(getMessage()), sql);
    }
}
