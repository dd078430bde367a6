package ocs.pulse.query.dashboard;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import ocs.pulse.change.Row;
import ocs.pulse.query.CodePoints;
import ocs.pulse.view.TagSet;
import ocs.pulse.view.TeamView;
import org.jspecify.annotations.Nullable;

/**
 * Taggings on the counted messages of any type in the window, where tag and tagging are of the team and the tag names no
 * version: counts by the label of the tag's category, then by the tag's name. Tags on chats are not counted; under a tag
 * filter all tags of the selected conversations are.
 */
final class TagAnalytics implements Counter<TagAnalytics> {
    private static final Map<String, String> LABELS = Map.of(
            "", "User Defined",
            "bot_response", "Bot Response",
            "safety_layer_response", "Safety Layer Response",
            "response_rating", "Response Rating",
            "error", "Error",
            "media_type", "Media Type");

    private final TeamView view;
    private final boolean[] counted;
    private final long countedBits;
    private final int[] messages;

    public record Result(SortedMap<String, SortedMap<String, Long>> tagCategories, long totalTaggedMessages) {}

    TagAnalytics(TeamView view) {
        this.view = view;
        this.counted =
                Selection.each(view.tagSetBound(), ordinal -> Selection.some(view.tagSet(ordinal), this::isCounted));
        this.countedBits = Selection.tagBits(view, this::isCounted);
        this.messages = new int[view.tagSetBound()];
    }

    @Override
    public void add(Activity activity) {
        for (int at = 0; at < activity.size; at++) {
            if ((view.tagMask(activity.conversation[at]) & countedBits) != 0) {
                count(activity.from[at], activity.to[at]);
            }
        }
    }

    @Override
    public void add(TagAnalytics other) {
        Arrays.setAll(messages, ordinal -> messages[ordinal] + other.messages[ordinal]);
    }

    private void count(int from, int to) {
        for (int message = from; message < to; message++) {
            messages[view.messageTagSet(message)]++;
        }
    }

    private boolean isCounted(TagSet set, int place) {
        return countedTag(set, place) != null;
    }

    /** Null where it is none that counts. */
    private Row.@Nullable Tag countedTag(TagSet set, int place) {
        Row.Tag tag = view.shared().tag(set.tagIds()[place]);
        return tag != null && !tag.isVersion() && Selection.isOfTeam(view, set, place) ? tag : null;
    }

    Result result() {
        SortedMap<String, SortedMap<String, Long>> categories = new TreeMap<>(CodePoints::compare);
        long total = 0;
        for (int ordinal = 0; ordinal < messages.length; ordinal++) {
            TagSet set = view.tagSet(ordinal);
            for (int place = 0; counted[ordinal] && messages[ordinal] > 0 && place < set.size(); place++) {
                Row.Tag tag = countedTag(set, place);
                if (tag != null) {
                    categories
                            .computeIfAbsent(
                                    LABELS.getOrDefault(tag.category(), tag.category()),
                                    label -> new TreeMap<>(CodePoints::compare))
                            .merge(tag.name(), (long) messages[ordinal], Long::sum);
                    total += messages[ordinal];
                }
            }
        }
        return new Result(categories, total);
    }
}
