package ocs.pulse.query.session;

import java.util.Set;
import ocs.pulse.change.Row;
import ocs.pulse.view.TeamView;
import org.jspecify.annotations.Nullable;

/** The session's experiment: it, or the chatbot that it is a version of. */
record ExperimentFilter(Choice choice, Set<Long> ids) implements SessionFilter {

    @Override
    public Bound bind(TeamView view) {
        boolean[] admitted = new boolean[view.experimentBound()];
        for (int ordinal = 0; ordinal < admitted.length; ordinal++) {
            admitted[ordinal] = admits(view.experimentOf(ordinal), view);
        }
        return conversation -> admitted[view.experimentOrdinal(conversation)];
    }

    private boolean admits(long id, TeamView view) {
        Row.Experiment experiment = view.shared().experiment(id);
        return admits(id, experiment == null ? null : experiment.workingVersionId());
    }

    private boolean admits(long id, @Nullable Long workingVersion) {
        boolean among = ids.contains(id) || (workingVersion != null && ids.contains(workingVersion));
        return switch (choice) {
            case ANY_OF -> among;
            case ALL_OF -> ids.stream().allMatch(wanted -> wanted == id || wanted.equals(workingVersion));
            case EXCLUDES -> !among;
        };
    }

    @Override
    public int cost() {
        return 1;
    }
}
