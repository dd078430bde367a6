package ocs.pulse;

import java.time.Instant;
import java.util.Map;
import ocs.pulse.query.Parameters;
import ocs.pulse.query.dashboard.Dashboard;
import ocs.pulse.query.dashboard.DashboardQuestion;
import ocs.pulse.query.session.SessionsQuestion;
import ocs.pulse.view.TeamView;

/** What is asked of a team's view when somebody opens its pages. */
final class FirstQuestions {
    private static final Parameters NONE = new Parameters(Map.of());

    private FirstQuestions() {}

    static void ask(TeamView view) {
        Instant now = Instant.now();
        Dashboard.of(DashboardQuestion.parseAll(NONE, now), view);
        SessionsQuestion.parse(NONE, now).answer(view);
    }
}
