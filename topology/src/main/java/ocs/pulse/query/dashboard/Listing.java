package ocs.pulse.query.dashboard;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import ocs.pulse.change.Row;
import ocs.pulse.query.CodePoints;
import ocs.pulse.view.TeamView;
import org.jspecify.annotations.Nullable;

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
                    && (legs.experiments() == null || legs.experiments().contains(experiment.id()))) {
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
        if (legs.participants() != null) {
            return (int) legs.participants().stream()
                    .mapToObj(ordinal -> view.participant(view.participantOf(ordinal)))
                    .filter(participant -> participant != null && fits(participant, filter))
                    .count();
        }
        if (!filter.participants().isEmpty()) {
            return (int) filter.participants().stream()
                    .map(view::participant)
                    .filter(participant -> participant != null && fits(participant, filter))
                    .count();
        }
        return view.participantsOnPlatform().entrySet().stream()
                .filter(entry -> fits(entry.getKey(), filter))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static boolean fits(Row.Participant participant, DashboardFilter filter) {
        return (filter.participants().isEmpty() || filter.participants().contains(participant.id()))
                && fits(participant.platform(), filter);
    }

    private static boolean fits(String platform, DashboardFilter filter) {
        return !platform.equals(Selection.EVALUATIONS)
                && (filter.channels().isEmpty() || filter.channels().contains(platform));
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

    /**
     * Which experiments and participants have a session that fits, by ordinal; null where no filter asks for one. An
     * experiment needs one of the participants and a tagged one, a participant one of the experiments and a tagged one, not
     * necessarily in the same session.
     */
    private record Legs(
            @Nullable Set<Long> experiments, @Nullable BitSet participants) {

        static Legs of(TeamView view, DashboardFilter filter, Selection selection) {
            boolean byExperiment = !filter.experiments().isEmpty();
            boolean byParticipant = !filter.participants().isEmpty();
            boolean byTag = !filter.tags().isEmpty();
            if (!byExperiment && !byParticipant && !byTag) {
                return new Legs(null, null);
            }
            BitSet ofExperiments = new BitSet();
            BitSet ofParticipants = new BitSet();
            BitSet taggedExperiments = new BitSet();
            BitSet taggedParticipants = new BitSet();
            int bound = view.conversationBound();
            for (int conversation = 0; conversation < bound; conversation++) {
                if (!view.hasSession(conversation)) {
                    continue;
                }
                int experiment = view.experimentOrdinal(conversation);
                int participant = view.participantOrdinal(conversation);
                if (byParticipant && selection.isOfParticipants(conversation)) {
                    ofParticipants.set(experiment);
                }
                if (byExperiment && participant >= 0 && selection.isOfExperiments(conversation)) {
                    ofExperiments.set(participant);
                }
                if (byTag && selection.isTagged(conversation)) {
                    taggedExperiments.set(experiment);
                    if (participant >= 0) {
                        taggedParticipants.set(participant);
                    }
                }
            }
            return new Legs(
                    ids(view, both(ofParticipants, byParticipant, taggedExperiments, byTag)),
                    both(ofExperiments, byExperiment, taggedParticipants, byTag));
        }

        private static @Nullable BitSet both(BitSet one, boolean byOne, BitSet other, boolean byOther) {
            if (byOne && byOther) {
                one.and(other);
            }
            return byOne ? one : byOther ? other : null;
        }

        private static @Nullable Set<Long> ids(TeamView view, @Nullable BitSet ordinals) {
            return ordinals == null
                    ? null
                    : ordinals.stream().mapToObj(view::experimentOf).collect(Collectors.toSet());
        }
    }
}
