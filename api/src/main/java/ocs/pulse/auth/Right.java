package ocs.pulse.auth;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a caller may see of its teams. */
public enum Right {
    /** Figures: the dashboard's panels, its stream and its filter choices, the chatbots and their trends. */
    DASHBOARD,
    /** Single sessions and people, page by page. */
    SESSIONS,
    /** Whole tables in one answer. */
    EXPORT;

    public static final Set<Right> ALL = Set.copyOf(EnumSet.allOf(Right.class));

    /** As token files and claims write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Right> of(String word) {
        return ALL.stream().filter(right -> right.word().equals(word)).findFirst();
    }
}
