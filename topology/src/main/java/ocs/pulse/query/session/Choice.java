package ocs.pulse.query.session;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a list of values chooses. */
enum Choice {
    ANY_OF("any of"),
    ALL_OF("all of"),
    EXCLUDES("excludes");

    private final String label;

    Choice(String label) {
        this.label = label;
    }

    /** The operator as a request writes it. */
    String label() {
        return label;
    }

    /** Of something that has one value, or none: two different values at once are never met. */
    <T> boolean admits(@Nullable T value, Set<T> chosen) {
        boolean among = value != null && chosen.contains(value);
        return switch (this) {
            case ANY_OF -> among;
            case ALL_OF -> among && chosen.size() == 1;
            case EXCLUDES -> !among;
        };
    }
}
