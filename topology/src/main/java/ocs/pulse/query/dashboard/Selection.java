package ocs.pulse.query.dashboard;

import java.util.function.IntPredicate;
import ocs.pulse.change.Row;
import ocs.pulse.view.SessionKind;
import ocs.pulse.view.TagSet;
import ocs.pulse.view.TeamView;

/**
 * What the filters leave of one team's conversations. A filter is asked once of every kind of session, experiment,
 * participant and tag set; what it says of a conversation is looked up.
 */
final class Selection {
    static final String EVALUATIONS = "evaluations";

    private final TeamView view;
    private final DashboardFilter filter;
    private final boolean[] kinds;
    private final boolean[] experiments;
    private final boolean[] participants;
    private final boolean[] tagSets;
    private final long tagBits;

    Selection(TeamView view, DashboardFilter filter) {
        this.view = view;
        this.filter = filter;
        this.kinds = each(view.sessionKindBound(), kind -> isCounted(view.kind(kind)));
        this.experiments = filter.experiments().isEmpty()
                ? new boolean[0]
                : each(view.experimentBound(), ordinal -> filter.experiments().contains(view.experimentOf(ordinal)));
        this.participants = filter.participants().isEmpty()
                ? new boolean[0]
                : each(view.participantBound(), ordinal -> filter.participants().contains(view.participantOf(ordinal)));
        this.tagSets = filter.tags().isEmpty()
                ? new boolean[0]
                : each(view.tagSetBound(), ordinal -> some(view.tagSet(ordinal), this::isWanted));
        this.tagBits = filter.tags().isEmpty() ? 0 : tagBits(view, this::isWanted);
    }

    /** Whether messages of the conversation count: a chat of the team with a counted session that fits, or none. */
    boolean includes(int conversation) {
        if (!view.hasChat(conversation)) {
            return false;
        }
        boolean counts = view.hasSession(conversation)
                ? kinds[view.sessionKind(conversation)]
                        && isOfExperiments(conversation)
                        && isOfParticipants(conversation)
                : !filter.asksForSession();
        return counts && (tagSets.length == 0 || isTagged(conversation));
    }

    /** Whether the session is of an experiment that is asked for, if any is. */
    boolean isOfExperiments(int conversation) {
        return experiments.length == 0 || experiments[view.experimentOrdinal(conversation)];
    }

    /** Whether the session is of a participant that is asked for, if any is. */
    boolean isOfParticipants(int conversation) {
        if (participants.length == 0) {
            return filter.participants().isEmpty();
        }
        int participant = view.participantOrdinal(conversation);
        return participant >= 0 && participants[participant];
    }

    /** Whether the chat, or any message in it, carries one of the tags; tag and tagging are both of the team. */
    boolean isTagged(int conversation) {
        return tagSets[view.chatTags(conversation).ordinal()]
                || ((view.tagMask(conversation) & tagBits) != 0 && hasTaggedMessage(conversation));
    }

    private boolean hasTaggedMessage(int conversation) {
        int end = view.messageEnd(conversation);
        for (int message = view.messageStart(conversation); message < end; message++) {
            if (tagSets[view.messageTagSet(message)]) {
                return true;
            }
        }
        return false;
    }

    private boolean isCounted(SessionKind kind) {
        String platform = view.platformOf(kind);
        if (kind.teamId() != view.teamId() || kind.status().equals("setup") || EVALUATIONS.equals(platform)) {
            return false;
        }
        return filter.channels().isEmpty()
                || (platform != null && filter.channels().contains(platform));
    }

    private boolean isWanted(TagSet set, int place) {
        return filter.tags().contains(set.tagIds()[place]) && isOfTeam(view, set, place);
    }

    /** Asks of one tagging of a set. */
    @FunctionalInterface
    interface TaggingTest {
        boolean test(TagSet set, int place);
    }

    static boolean some(TagSet set, TaggingTest test) {
        for (int place = 0; place < set.size(); place++) {
            if (test.test(set, place)) {
                return true;
            }
        }
        return false;
    }

    /** The {@link TagSet#bits} of every tag that passes the test in some set. */
    static long tagBits(TeamView view, TaggingTest test) {
        long bits = 0;
        for (int ordinal = 0; ordinal < view.tagSetBound(); ordinal++) {
            TagSet set = view.tagSet(ordinal);
            for (int place = 0; place < set.size(); place++) {
                bits |= test.test(set, place) ? set.bits()[place] : 0;
            }
        }
        return bits;
    }

    static boolean[] each(int bound, IntPredicate test) {
        boolean[] verdicts = new boolean[bound];
        for (int number = 0; number < bound; number++) {
            verdicts[number] = test.test(number);
        }
        return verdicts;
    }

    /** Whether the tag and the tagging belong to the view's team. */
    static boolean isOfTeam(TeamView view, TagSet set, int place) {
        Row.Tag tag = view.shared().tag(set.tagIds()[place]);
        return tag != null && tag.teamId() == view.teamId() && set.teamIds()[place] == view.teamId();
    }
}
