package ocs.pulse.query.chatbot;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import ocs.pulse.change.Row;
import ocs.pulse.query.Now;
import ocs.pulse.query.Parameters;
import ocs.pulse.view.SharedTables;

/** The last 48 hours of one experiment and its versions. */
public record TrendsQuestion(long experimentId, TrendHours hours) {

    /** @param experimentId from the path */
    public static TrendsQuestion parse(long experimentId, Parameters parameters, Instant now) {
        parameters.only(Set.of(Now.PARAMETER));
        return new TrendsQuestion(experimentId, TrendHours.until(Now.of(parameters, now)));
    }

    /** Empty where the team has no such experiment. */
    public Optional<Trend> answer(long teamId, SharedTables shared, ChatbotFigures figures) {
        Row.Experiment experiment = shared.experiment(experimentId);
        if (experiment == null || experiment.teamId() != teamId) {
            return Optional.empty();
        }
        return Optional.of(hours.of(new Versions(shared).family(experimentId), figures));
    }
}
