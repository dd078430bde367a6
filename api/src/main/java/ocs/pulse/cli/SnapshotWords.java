package ocs.pulse.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far the snapshot of a table is, for people. */
final class SnapshotWords {
    private SnapshotWords() {}

    /**
     * @param expected null where nobody can say
     * @param leftSeconds null where nobody can say
     */
    static String of(double rows, @Nullable Double expected, @Nullable Double leftSeconds) {
        if (expected == null) {
            return String.format(Locale.ROOT, "%,.0f rows of an unknown number", rows);
        }
        if (rows > expected) {
            return String.format(Locale.ROOT, "%,.0f rows, more than the %,.0f that were expected", rows, expected);
        }
        return String.format(Locale.ROOT, "%,.0f of about %,.0f rows", rows, expected)
                + (leftSeconds == null ? "" : String.format(Locale.ROOT, ", %.0f s left", leftSeconds));
    }
}
