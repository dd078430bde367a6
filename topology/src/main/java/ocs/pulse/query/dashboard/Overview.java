package ocs.pulse.query.dashboard;

import java.util.BitSet;
import java.util.Set;
import java.util.stream.Collectors;
import ocs.pulse.view.TeamView;

/**
 * The team at a glance: the listed chatbots and participants; the active sessions; the turns in the window, of chats
 * without a session too; listed chatbots with an active session; distinct participants with a human message in the window;
 * active sessions that have ended (whenever), and their percentage.
 */
final class Overview implements Counter<Overview> {
    private final TeamView view;
    private final Listing listing;
    private final BitSet participants = new BitSet();
    private final BitSet experiments = new BitSet();
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

    Overview(TeamView view, Listing listing) {
        this.view = view;
        this.listing = listing;
    }

    @Override
    public void add(Activity activity) {
        for (int at = 0; at < activity.size; at++) {
            messages += activity.turns(at);
            if (activity.isActiveSession[at]) {
                addSession(activity, at);
            }
        }
    }

    private void addSession(Activity activity, int at) {
        sessions++;
        if (activity.endedAt[at] != TeamView.NEVER) {
            completed++;
        }
        experiments.set(activity.experiment[at]);
        if (activity.humans[at] > 0 && activity.participant[at] >= 0) {
            participants.set(activity.participant[at]);
        }
    }

    @Override
    public void add(Overview other) {
        participants.or(other.participants);
        experiments.or(other.experiments);
        sessions += other.sessions;
        messages += other.messages;
        completed += other.completed;
    }

    Result result() {
        int authors = participants.cardinality();
        Set<Long> active = experiments.stream().mapToObj(view::experimentOf).collect(Collectors.toSet());
        return new Result(
                listing.experiments().size(),
                listing.participants(),
                sessions,
                messages,
                (int) listing.experiments().stream()
                        .filter(experiment -> active.contains(experiment.id()))
                        .count(),
                authors,
                completed,
                Ratios.of(completed, sessions) * 100,
                Ratios.of(messages, sessions),
                Ratios.of(sessions, authors));
    }
}
