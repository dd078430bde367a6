package ocs.pulse.query.dashboard;

import java.util.BitSet;
import ocs.pulse.view.LongIndex;
import ocs.pulse.view.TeamView;

/**
 * The team at a glance: the listed chatbots and participants; the active sessions; the turns in the window, of chats
 * without a session too; listed chatbots with an active session; distinct participants with a human message in the window;
 * active sessions that have ended (whenever), and their percentage.
 */
final class Overview implements Counter {
    private final Listing listing;
    private final BitSet participants = new BitSet();
    private final LongIndex experiments = new LongIndex();
    private long sessions;
    private long messages;
    private long completed;

    /** @param completionRate a percentage */
    public record Result(
            int totalExperiments,
            int totalParticipants,
            long totalSessions,
            long totalMessages,
            int activeExperiments,
            int activeParticipants,
            long completedSessions,
            double completionRate,
            double avgMessagesPerSession,
            double avgSessionsPerParticipant) {}

    Overview(Listing listing) {
        this.listing = listing;
    }

    @Override
    public void add(Activity activity) {
        messages += activity.turns();
        if (!activity.isActiveSession()) {
            return;
        }
        sessions++;
        int conversation = activity.conversation;
        if (activity.view.endedAt(conversation) != TeamView.NEVER) {
            completed++;
        }
        experiments.number(activity.view.experimentId(conversation));
        int participant = activity.view.participantOrdinal(conversation);
        if (activity.humans > 0 && participant >= 0) {
            participants.set(participant);
        }
    }

    Result result() {
        int authors = participants.cardinality();
        return new Result(
                listing.experiments().size(),
                listing.participants(),
                sessions,
                messages,
                (int) listing.experiments().stream()
                        .filter(experiment -> experiments.contains(experiment.id()))
                        .count(),
                authors,
                completed,
                Ratios.of(completed, sessions) * 100,
                Ratios.of(messages, sessions),
                Ratios.of(sessions, authors));
    }
}
