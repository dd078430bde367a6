package ocs.pulse.query.dashboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ocs.pulse.change.Row;
import ocs.pulse.query.CodePoints;
import ocs.pulse.view.TeamView;

/**
 * The chatbots and the participants that the dashboard lists. The window does not narrow them.
 *
 * <p>Chatbots: working, not archived, of the team; under a filter those with their id in the list; with a channel of
 * their own, not deleted, on one of the platforms (no narrowing by a list that names a platform all chatbots share); with a
 * session of one of the participants; with a tagged conversation. Participants: of the team, not on the platform
 * {@code evaluations}; under a filter those with their own platform in the list, and so on. Sessions of any time, state and
 * platform tell.
 *
 * @param experiments by name, then id
 * @param participants how many
 */
record Listing(List<Row.Experiment> experiments, int participants) {
    private static final Set<String> SHARED_PLATFORMS = Set.of("web", "api", Selection.EVALUATIONS);

    static Listing of(TeamView view, DashboardFilter filter, Selection selection) {
        Legs legs = Legs.of(view, filter, selection);
        List<Row.Experiment> experiments = new ArrayList<>();
        for (Row.Experiment experiment : view.shared().experiments()) {
            if (experiment.teamId() == view.teamId()
                    && experiment.isWorking()
                    && !experiment.archived()
                    && (filter.experiments().isEmpty() || filter.experiments().contains(experiment.id()))
                    && legs.experimentsFit(filter, experiment.id())) {
                experiments.add(experiment);
            }
        }
        if (!filter.channels().isEmpty() && filter.channels().stream().noneMatch(SHARED_PLATFORMS::contains)) {
            Set<Long> reached = experimentsOn(view, filter.channels());
            experiments.removeIf(experiment -> !reached.contains(experiment.id()));
        }
        experiments.sort(
                Comparator.comparing(Row.Experiment::name, CodePoints::compare).thenComparingLong(Row.Experiment::id));
        return new Listing(experiments, countParticipants(view, filter, legs));
    }

    private static int countParticipants(TeamView view, DashboardFilter filter, Legs legs) {
        int count = 0;
        for (Row.Participant participant : view.participants()) {
            if (!participant.platform().equals(Selection.EVALUATIONS)
                    && (filter.participants().isEmpty() || filter.participants().contains(participant.id()))
                    && (filter.channels().isEmpty() || filter.channels().contains(participant.platform()))
                    && legs.participantsFit(filter, participant.id())) {
                count++;
            }
        }
        return count;
    }

    private static Set<Long> experimentsOn(TeamView view, Set<String> platforms) {
        Set<Long> experiments = new HashSet<>();
        for (Row.Channel channel : view.shared().channels()) {
            if (!channel.deleted() && channel.experimentId() != null && platforms.contains(channel.platform())) {
                experiments.add(channel.experimentId());
            }
        }
        return experiments;
    }

    /** Who has a session that fits; each of the sets is filled only where its filter is given. */
    private record Legs(
            Set<Long> experimentsOfParticipants,
            Set<Long> taggedExperiments,
            Set<Long> participantsOfExperiments,
            Set<Long> taggedParticipants) {

        static Legs of(TeamView view, DashboardFilter filter, Selection selection) {
            Legs legs = new Legs(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
            boolean asks = !filter.experiments().isEmpty()
                    || !filter.participants().isEmpty()
                    || !filter.tags().isEmpty();
            for (int conversation = 0; asks && conversation < view.conversationBound(); conversation++) {
                if (view.hasSession(conversation)) {
                    legs.add(view, filter, selection, conversation);
                }
            }
            return legs;
        }

        private void add(TeamView view, DashboardFilter filter, Selection selection, int conversation) {
            long experiment = view.experimentId(conversation);
            long participant = view.participantId(conversation);
            if (!filter.participants().isEmpty() && filter.participants().contains(participant)) {
                experimentsOfParticipants.add(experiment);
            }
            if (!filter.experiments().isEmpty() && filter.experiments().contains(experiment)) {
                participantsOfExperiments.add(participant);
            }
            if (!filter.tags().isEmpty() && selection.isTagged(conversation)) {
                taggedExperiments.add(experiment);
                taggedParticipants.add(participant);
            }
        }

        boolean experimentsFit(DashboardFilter filter, long id) {
            return (filter.participants().isEmpty() || experimentsOfParticipants.contains(id))
                    && (filter.tags().isEmpty() || taggedExperiments.contains(id));
        }

        boolean participantsFit(DashboardFilter filter, long id) {
            return (filter.experiments().isEmpty() || participantsOfExperiments.contains(id))
                    && (filter.tags().isEmpty() || taggedParticipants.contains(id));
        }
    }
}
