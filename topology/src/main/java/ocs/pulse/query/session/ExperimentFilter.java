package ocs.pulse.query.session;

import java.util.Set;
import ocs.pulse.change.Row;
import ocs.pulse.view.TeamView;
import org.jspecify.annotations.Nullable;

/** The session's experiment: it, or the chatbot that it is a version of. */
record ExperimentFilter(Choice choice, Set<Long> ids) implements SessionFilter {

    @Override
    public Bound bind(TeamView view) {
        LongMemo experiments = new LongMemo(id -> {
            Row.Experiment experiment = view.shared().experiment(id);
            return admits(id, experiment == null ? null : experiment.workingVersionId());
        });
        return conversation -> experiments.test(view.experimentId(conversation));
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
