package ocs.pulse.http;

import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import ocs.pulse.auth.Right;
import ocs.pulse.http.TeamRequests.Answerer;
import ocs.pulse.query.dashboard.DashboardPanel;

/** Every route there is. */
public final class Routes implements Consumer<RoutesConfig> {
    /** A partition that moves between instances is back well within this, unless its store has to be restored. */
    private static final Duration MOVE_PATIENCE = Duration.ofSeconds(2);

    private final TeamRequests team;
    private final DashboardStream stream;
    private final SessionRequests session;
    private final Health health;
    private final Metrics metrics;
    private final PageFiles page = new PageFiles();

    public Routes(
            Callers callers,
            TeamAnswers answers,
            Supplier<Readiness> readiness,
            Metrics metrics,
            Clock clock,
            Duration waitLimit,
            Streams streams,
            Optional<Peers> peers) {
        Routing routing = new Routing(answers, peers, MOVE_PATIENCE);
        this.team = new TeamRequests(callers, answers, routing, clock, waitLimit);
        this.stream = new DashboardStream(team, clock, streams);
        this.session = new SessionRequests(callers, clock);
        this.health = new Health(readiness);
        this.metrics = metrics;
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.get("/health/live", health::live);
        routes.get("/health/ready", health::ready);
        routes.get("/metrics", metrics::write);

        routes.get("/", page::index);
        routes.get("/teams/{team}", page::index);
        routes.get("/teams/{team}/{view}", page::index);
        routes.get("/assets/{release}/{file}", page::asset);

        routes.get("/session", session::tell);
        routes.post("/session", session::begin);
        routes.delete("/session", session::end);

        routes.get("/api/teams", team::list);
        team(routes, Right.DASHBOARD, "/dashboard", Questions::dashboard);
        for (DashboardPanel panel : DashboardPanel.values()) {
            team(routes, Right.DASHBOARD, "/dashboard/" + panel.path(), Questions.panel(panel));
        }
        team(routes, Right.DASHBOARD, "/dashboard/filters", Questions::filterChoices);
        team(routes, Right.DASHBOARD, false, "/dashboard/stream", stream::follow);

        team(routes, Right.DASHBOARD, "/chatbots", Questions::chatbots);
        team(routes, Right.DASHBOARD, "/chatbots/{id}/trends", Questions::trends);
        team(routes, Right.SESSIONS, "/sessions", Questions::sessions);
        team(routes, Right.SESSIONS, "/datasets/sessions", Questions::datasetSessions);
        team(routes, Right.EXPORT, "/datasets/session-keys", Questions::sessionKeys);

        routes.get(Peers.PREFIX + "/teams/{team}", team::tellTeam);
    }

    private void team(RoutesConfig routes, Right right, String path, TeamRequests.Reader reader) {
        team(routes, right, true, path, team.ask(reader));
    }

    /** For callers from whoever owns the team, for other instances from this process. */
    private void team(RoutesConfig routes, Right right, boolean standbys, String path, Answerer answerer) {
        String whole = "/api/teams/{team}" + path;
        routes.get(whole, team.enter(right, standbys, answerer));
        routes.get(Peers.PREFIX + whole, team.enterHere(answerer));
    }
}
