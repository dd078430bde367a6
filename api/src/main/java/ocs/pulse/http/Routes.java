package ocs.pulse.http;

import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import ocs.pulse.auth.Right;
import ocs.pulse.query.dashboard.DashboardPanel;

/** Every route there is. */
public final class Routes implements Consumer<RoutesConfig> {
    private final TeamRequests team;
    private final DashboardStream stream;
    private final SessionRequests session;
    private final Health health;
    private final Metrics metrics;

    public Routes(
            Callers callers,
            TeamAnswers answers,
            Supplier<Readiness> readiness,
            Metrics metrics,
            Clock clock,
            Duration waitLimit,
            Streams streams) {
        this.team = new TeamRequests(callers, answers, clock, waitLimit);
        this.stream = new DashboardStream(team, answers, clock, streams);
        this.session = new SessionRequests(callers, clock);
        this.health = new Health(readiness);
        this.metrics = metrics;
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.get("/health/live", health::live);
        routes.get("/health/ready", health::ready);
        routes.get("/metrics", metrics::write);

        routes.get("/session", session::tell);
        routes.post("/session", session::begin);
        routes.delete("/session", session::end);

        routes.get("/api/teams/{team}/dashboard", team.ask(Right.DASHBOARD, Questions::dashboard));
        routes.get("/api/teams/{team}/dashboard/stream", stream::follow);
        for (DashboardPanel panel : DashboardPanel.values()) {
            routes.get(
                    "/api/teams/{team}/dashboard/" + panel.path(), team.ask(Right.DASHBOARD, Questions.panel(panel)));
        }
        routes.get("/api/teams/{team}/dashboard/filters", team.ask(Right.DASHBOARD, Questions::filterChoices));

        routes.get("/api/teams/{team}/chatbots", team.ask(Right.DASHBOARD, Questions::chatbots));
        routes.get("/api/teams/{team}/chatbots/{id}/trends", team.ask(Right.DASHBOARD, Questions::trends));
        routes.get("/api/teams/{team}/sessions", team.ask(Right.SESSIONS, Questions::sessions));
        routes.get("/api/teams/{team}/datasets/sessions", team.ask(Right.SESSIONS, Questions::datasetSessions));
        routes.get("/api/teams/{team}/datasets/session-keys", team.ask(Right.EXPORT, Questions::sessionKeys));
    }
}
