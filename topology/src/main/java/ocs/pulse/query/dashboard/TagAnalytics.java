package ocs.pulse.query.dashboard;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import ocs.pulse.change.Row;
import ocs.pulse.query.CodePoints;
import ocs.pulse.view.TagSet;
import ocs.pulse.view.TeamView;

/**
 * Taggings on the counted messages of any type in the window, where tag and tagging are of the team and the tag names no
 * version: counts by the label of the tag's category, then by the tag's name. Tags on chats are not counted; under a tag
 * filter all tags of the selected conversations are.
 */
final class TagAnalytics implements Counter {
    private static final Map<String, String> LABELS = Map.of(
            "", "User Defined",
            "bot_response", "Bot Response",
            "safety_layer_response", "Safety Layer Response",
            "response_rating", "Response Rating",
            "error", "Error",
            "media_type", "Media Type");

    private final TeamView view;
    private final int[] messages;

    public record Result(SortedMap<String, SortedMap<String, Long>> tagCategories, long totalTaggedMessages) {}

    TagAnalytics(TeamView view) {
        this.view = view;
        this.messages = new int[view.tagSetBound()];
    }

    @Override
    public void add(Activity activity) {
        for (int message = activity.from; message < activity.to; message++) {
            messages[view.messageTagSet(message)]++;
        }
    }

    Result result() {
        SortedMap<String, SortedMap<String, Long>> categories = new TreeMap<>(CodePoints::compare);
        long total = 0;
        for (int ordinal = 0; ordinal < messages.length; ordinal++) {
            TagSet set = view.tagSet(ordinal);
            for (int place = 0; messages[ordinal] > 0 && place < set.size(); place++) {
                Row.Tag tag = view.shared().tag(set.tagIds()[place]);
                if (tag != null && !tag.isVersion() && Selection.isOfTeam(view, set, place)) {
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
