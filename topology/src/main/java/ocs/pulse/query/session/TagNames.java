package ocs.pulse.query.session;

import java.util.List;
import ocs.pulse.change.Row;
import ocs.pulse.view.TagSet;
import ocs.pulse.view.TeamView;

/** Which of some names a tag set holds, as a bit for each name; worked out once for each tag set of the view. */
final class TagNames {
    /** Names to one mask. */
    static final int MOST = 62;

    private final TeamView view;
    private final List<String> names;
    private final boolean versions;
    private final long[] byTagSet;
    private long tagBits;

    /** @param versions only tags that name a version count */
    TagNames(TeamView view, List<String> names, boolean versions) {
        this.view = view;
        this.names = names;
        this.versions = versions;
        this.byTagSet = new long[view.tagSetBound()];
        for (int ordinal = 0; ordinal < byTagSet.length; ordinal++) {
            byTagSet[ordinal] = mask(view.tagSet(ordinal));
        }
    }

    /** The {@link TagSet#bits} of every tag that has one of the names. */
    long tagBits() {
        return tagBits;
    }

    /** Every name's bit. */
    long all() {
        return (1L << names.size()) - 1;
    }

    /** The bits of a tag set, by its ordinal. */
    long of(int tagSet) {
        return byTagSet[tagSet];
    }

    private long mask(TagSet set) {
        long mask = 0;
        for (int place = 0; place < set.size(); place++) {
            Row.Tag tag = view.shared().tag(set.tagIds()[place]);
            int at = tag == null || (versions && !tag.isVersion()) ? -1 : names.indexOf(tag.name());
            if (at >= 0) {
                mask |= 1L << at;
                tagBits |= set.bits()[place];
            }
        }
        return mask;
    }
}
