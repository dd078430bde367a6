package ocs.pulse.source;

import java.util.regex.Pattern;

/**
 * What pulse's own things are called in the database.
 *
 * @param publication lists the tables, columns and operations that are streamed
 * @param slot the replication slot; unique in the whole server, so two installations on one server need two names
 */
public record SourceNames(String publication, String slot) {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    public static final SourceNames DEFAULT = new SourceNames("pulse", "pulse");

    public SourceNames {
        requirePlain("publication", publication);
        requirePlain("slot", slot);
    }

    private static void requirePlain(String what, String name) {
        if (!PLAIN.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "The " + what + " name '" + name + "' may hold only a-z, 0-9 and _ (at most 63)");
        }
    }
}
