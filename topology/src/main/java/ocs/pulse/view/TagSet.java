package ocs.pulse.view;

import java.util.Arrays;

/**
 * The distinct taggings that a chat or a message carries. Interned within a view, so equal sets are one object and have
 * one {@link #ordinal}; what is worked out for a set is worked out once for all messages that carry it.
 *
 * @param ordinal a small number within the view, 0 for the empty set
 * @param tagIds ids of the tags, ascending; a tag stands twice where two teams' taggings put it on the same thing
 * @param teamIds for each tag the team of the tagging (the tag's own team is in the shared tables)
 * @param bits for each tag its one bit in a mask of tags. Above 64 tags some share a bit: what has the bit may have the tag, and
 *     what has not has not
 */
public record TagSet(int ordinal, long[] tagIds, long[] teamIds, long[] bits) {
    public static final TagSet EMPTY = new TagSet(0, new long[0], new long[0], new long[0]);

    /** The bits of all its tags. */
    long mask() {
        long mask = 0;
        for (long bit : bits) {
            mask |= bit;
        }
        return mask;
    }

    public boolean isEmpty() {
        return tagIds.length == 0;
    }

    public int size() {
        return tagIds.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TagSet set && Arrays.equals(tagIds, set.tagIds) && Arrays.equals(teamIds, set.teamIds);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(tagIds) + Arrays.hashCode(teamIds);
    }

    @Override
    public String toString() {
        return "TagSet" + Arrays.toString(tagIds);
    }
}
