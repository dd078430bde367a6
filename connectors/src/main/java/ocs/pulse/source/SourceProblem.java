package ocs.pulse.source;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a database cannot be captured: one line that names the thing and the mend. Never holds a password. */
public final class SourceProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, for programs. */
    public enum Reason {
        ADDRESS,
        UNREACHABLE,
        LOGIN,
        VERSION,
        WAL_LEVEL,
        TABLE,
        COLUMN,
        PRIMARY_KEY,
        REPLICA_IDENTITY,
        PRIVILEGE,
        PUBLICATION,
        HEARTBEAT,
        SLOT_TAKEN,
        SLOT_LOST,
        NO_FREE_SLOT,
        NO_FREE_SENDER
    }

    private final Reason reason;
    private final @Nullable String sql;

    SourceProblem(Reason reason, String line) {
        this(reason, line, null, null);
    }

    SourceProblem(Reason reason, String line, @Nullable String sql, @Nullable Throwable cause) {
        super(line, cause);
        this.reason = reason;
        this.sql = sql;
    }

    static SourceProblem withSql(Reason reason, String line, String sql) {
        return new SourceProblem(reason, line, sql, null);
    }

    public Reason reason() {
        return reason;
    }

    /** The statements that somebody with the right to do so must run, several lines; empty where none would help. */
    public Optional<String> sql() {
        return Optional.ofNullable(sql);
    }
}
