package ocs.pulse.source;

/**
 * Something that is not as it should be.
 *
 * @param line what is wrong and what mends it, without a password and without a line break
 * @param sql the statements that mend it, several lines; empty where none would help
 */
public record Finding(Code code, Severity severity, String line, String sql) {

    /** How much a finding matters. */
    public enum Severity {
        /** Good to know; nothing needs to be done. */
        NOTE,
        /** Capture works, and somebody should look at it. */
        WARNING,
        /** Capture must not start, or not go on. */
        STOP
    }

    public static Finding stop(Code code, String line) {
        return new Finding(code, Severity.STOP, line, "");
    }

    public static Finding stop(Code code, String line, String sql) {
        return new Finding(code, Severity.STOP, line, sql);
    }

    public static Finding warning(Code code, String line) {
        return new Finding(code, Severity.WARNING, line, "");
    }

    public static Finding warning(Code code, String line, String sql) {
        return new Finding(code, Severity.WARNING, line, sql);
    }

    public static Finding note(Code code, String line) {
        return new Finding(code, Severity.NOTE, line, "");
    }

    public boolean stops() {
        return severity == Severity.STOP;
    }
}
