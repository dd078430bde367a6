package ocs.pulse.query.session;

import java.util.List;
import ocs.pulse.change.Row;
import ocs.pulse.view.TagSet;
import ocs.pulse.view.TeamView;

/** Which of some names a tag set holds, as a bit for each name; worked out once for each tag set of the view. */
final class TagNames {
    /** Names to one mask. */
    static final int MOST = 62;

    /** A bit that no name has, set once a tag set is known. */
    private static final long KNOWN = 1L << 63;

    private final TeamView view;
    private final List<String> names;
    private final boolean versions;
    private final long[] byTagSet;
    private final long tagSets;

    /** @param versions only tags that name a version count */
    TagNames(TeamView view, List<String> names, boolean versions) {
        this.view = view;
        this.names = names;
        this.versions = versions;
        this.byTagSet = new long[view.tagSetBound()];
        long sets = 0;
        for (int ordinal = 0; ordinal < byTagSet.length; ordinal++) {
            sets |= of(ordinal) == 0 ? 0 : TagSet.bit(ordinal);
        }
        this.tagSets = sets;
    }

    /** The {@link TagSet#bit} of every tag set that holds one of the names. */
    long tagSets() {
        return tagSets;
    }

    /** Every name's bit. */
    long all() {
        return (1L << names.size()) - 1;
    }

    /** The bits of a tag set, by its ordinal. */
    long of(int tagSet) {
        long known = byTagSet[tagSet];
        if (known == 0) {
            known = KNOWN | mask(tagSet);
            byTagSet[tagSet] = known;
        }
        return known & ~KNOWN;
    }

    private long mask(int tagSet) {
        long mask = 0;
        for (long id : view.tagSet(tagSet).tagIds()) {
            Row.Tag tag = view.shared().tag(id);
            int at = tag == null || (versions && !tag.isVersion()) ? -1 : names.indexOf(tag.name());
            if (at >= 0) {
                mask |= 1L << at;
            }
        }
        return mask;
    }
}
