package ocs.pulse.settings;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The program cannot start, or cannot go on; the message is one line that names the thing and the mend. */
public final class ProgramProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;
    private final String remedy;

    public ProgramProblem(ExitCode code, String message) {
        this(code, message, null);
    }

    public ProgramProblem(ExitCode code, String message, @Nullable Throwable cause) {
        this(code, message, "", cause);
    }

    /** @param remedy what somebody can run as it is, several lines; empty for nothing */
    public ProgramProblem(ExitCode code, String message, String remedy, @Nullable Throwable cause) {
        super(message.strip().replaceAll("\\s*\\R\\s*", " "), cause);
        this.code = code;
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }

    public ExitCode code() {
        return code;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
