package ocs.pulse.query.chatbot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ocs.pulse.change.Row;
import ocs.pulse.view.SharedTables;

/** Which experiments are versions of which. */
final class Versions {
    private final Map<Long, List<Long>> byWorkingVersion = new HashMap<>();

    Versions(SharedTables shared) {
        for (Row.Experiment experiment : shared.experiments()) {
            Long working = experiment.workingVersionId();
            if (working != null && working != experiment.id()) {
                byWorkingVersion
                        .computeIfAbsent(working, id -> new ArrayList<>())
                        .add(experiment.id());
            }
        }
    }

    /** The experiment and its versions. */
    List<Long> family(long experimentId) {
        List<Long> family = new ArrayList<>(byWorkingVersion.getOrDefault(experimentId, List.of()));
        family.add(experimentId);
        return family;
    }
}
