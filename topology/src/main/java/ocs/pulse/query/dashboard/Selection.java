package ocs.pulse.query.dashboard;

import java.util.Set;
import ocs.pulse.change.Row;
import ocs.pulse.view.TagSet;
import ocs.pulse.view.TeamView;

/** What the filters leave of one team's conversations. */
final class Selection {
    static final String EVALUATIONS = "evaluations";

    private final TeamView view;
    private final DashboardFilter filter;
    private final boolean[] taggedSets;

    Selection(TeamView view, DashboardFilter filter) {
        this.view = view;
        this.filter = filter;
        this.taggedSets = filter.tags().isEmpty() ? new boolean[0] : taggedSets(view, filter.tags());
    }

    /** Whether messages of the conversation count: a chat of the team with a counted session that fits, or none. */
    boolean includes(int conversation) {
        if (!view.hasChat(conversation)) {
            return false;
        }
        boolean counts = view.hasSession(conversation) ? isCounted(conversation) : !filter.asksForSession();
        return counts && (filter.tags().isEmpty() || isTagged(conversation));
    }

    /** Whether the chat, or any message in it, carries one of the tags; tag and tagging are both of the team. */
    boolean isTagged(int conversation) {
        if (taggedSets[view.chatTags(conversation).ordinal()]) {
            return true;
        }
        int end = view.messageEnd(conversation);
        for (int message = view.messageStart(conversation); message < end; message++) {
            if (taggedSets[view.messageTagSet(message)]) {
                return true;
            }
        }
        return false;
    }

    private boolean isCounted(int conversation) {
        if (view.sessionTeamId(conversation) != view.teamId()
                || view.status(conversation).equals("setup")) {
            return false;
        }
        String platform = view.platform(conversation);
        if (platform != null && platform.equals(EVALUATIONS)) {
            return false;
        }
        return (filter.channels().isEmpty()
                        || (platform != null && filter.channels().contains(platform)))
                && (filter.experiments().isEmpty() || filter.experiments().contains(view.experimentId(conversation)))
                && (filter.participants().isEmpty()
                        || filter.participants().contains(view.participantId(conversation)));
    }

    private static boolean[] taggedSets(TeamView view, Set<Long> tags) {
        boolean[] tagged = new boolean[view.tagSetBound()];
        for (int ordinal = 0; ordinal < tagged.length; ordinal++) {
            TagSet set = view.tagSet(ordinal);
            for (int place = 0; place < set.size(); place++) {
                tagged[ordinal] |= tags.contains(set.tagIds()[place]) && isOfTeam(view, set, place);
            }
        }
        return tagged;
    }

    /** Whether the tag and the tagging belong to the view's team. */
    static boolean isOfTeam(TeamView view, TagSet set, int place) {
        Row.Tag tag = view.shared().tag(set.tagIds()[place]);
        return tag != null && tag.teamId() == view.teamId() && set.teamIds()[place] == view.teamId();
    }
}
