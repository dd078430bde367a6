package ocs.pulse.query.session;

import java.util.Arrays;
import java.util.List;
import ocs.pulse.change.Row;
import ocs.pulse.view.SharedTables;
import ocs.pulse.view.TagSet;

/** Which of some names a tag set holds, as a bit for each name; worked out once for each tag set of the view. */
final class TagNames {
    /** Names to one mask. */
    static final int MOST = 62;

    /** A bit that no name has, set once a tag set is known. */
    private static final long KNOWN = 1L << 63;

    private final SharedTables shared;
    private final List<String> names;
    private final boolean versions;
    private long[] byOrdinal = new long[64];

    /** @param versions only tags that name a version count */
    TagNames(SharedTables shared, List<String> names, boolean versions) {
        this.shared = shared;
        this.names = names;
        this.versions = versions;
    }

    /** Every name's bit. */
    long all() {
        return (1L << names.size()) - 1;
    }

    long of(TagSet tags) {
        int ordinal = tags.ordinal();
        if (ordinal >= byOrdinal.length) {
            byOrdinal = Arrays.copyOf(byOrdinal, Math.max(ordinal + 1, 2 * byOrdinal.length));
        }
        long known = byOrdinal[ordinal];
        if (known == 0) {
            known = KNOWN | mask(tags);
            byOrdinal[ordinal] = known;
        }
        return known & ~KNOWN;
    }

    private long mask(TagSet tags) {
        long mask = 0;
        for (long id : tags.tagIds()) {
            Row.Tag tag = shared.tag(id);
            int at = tag == null || (versions && !tag.isVersion()) ? -1 : names.indexOf(tag.name());
            if (at >= 0) {
                mask |= 1L << at;
            }
        }
        return mask;
    }
}
