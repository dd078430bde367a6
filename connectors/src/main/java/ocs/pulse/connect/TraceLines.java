package ocs.pulse.connect;

import java.util.regex.Pattern;

/** The line of a stack trace, or of a long message, that tells people most. */
final class TraceLines {
    private static final String CAUSE = "Caused by: ";
    private static final Pattern OWN_CLASS = Pattern.compile("^ocs\\.pulse\\.[\\w.]+: ");

    private TraceLines() {}

    /** A message of several lines as one. */
    static String one(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    /** The innermost cause, without the name of a class of pulse; the first line where there is none. */
    static String deepest(String trace) {
        String deepest = trace.lines()
                .filter(line -> line.startsWith(CAUSE))
                .reduce((outer, inner) -> inner)
                .map(line -> line.substring(CAUSE.length()))
                .orElse(trace.lines().findFirst().orElse(""));
        return OWN_CLASS.matcher(deepest.strip()).replaceFirst("");
    }
}
