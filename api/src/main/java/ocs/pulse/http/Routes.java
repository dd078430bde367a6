package ocs.pulse.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import ocs.pulse.auth.Right;
import ocs.pulse.http.TeamRequests.Answerer;
import ocs.pulse.http.TeamRequests.Reader;
import ocs.pulse.query.dashboard.DashboardPanel;

/** Every route there is. */
public final class Routes implements Consumer<RoutesConfig> {
    /** A partition that moves between instances is back well within this, unless its store has to be restored. */
    private static final Duration MOVE_PATIENCE = Duration.ofSeconds(2);

    private final TeamRequests team;
    private final DashboardStream stream;
    private final SessionRequests session;
    private final StatusRoutes status;
    private final PageFiles page = new PageFiles();
    private final OpenApi openApi = new OpenApi();

    public Routes(
            Callers callers,
            TeamAnswers answers,
            Supplier<Readiness> readiness,
            Metrics metrics,
            Clock clock,
            Duration waitLimit,
            Streams streams,
            Optional<Peers> peers) {
        this(callers, answers, readiness, metrics, clock, waitLimit, streams, peers, Links.none());
    }

    /** @param links to be put into answers */
    public Routes(
            Callers callers,
            TeamAnswers answers,
            Supplier<Readiness> readiness,
            Metrics metrics,
            Clock clock,
            Duration waitLimit,
            Streams streams,
            Optional<Peers> peers,
            Links links) {
        Routing routing = new Routing(answers, peers, MOVE_PATIENCE);
        Responses responses = new Responses(links, clock);
        this.team = new TeamRequests(callers, answers, routing, responses, clock, waitLimit);
        this.stream = new DashboardStream(team, responses, clock, streams);
        this.session = new SessionRequests(callers, clock, routing);
        this.status = new StatusRoutes(readiness, metrics);
    }

    @Override
    public void accept(RoutesConfig routes) {
        status.accept(routes);
        get(routes, "/openapi", openApi::page);
        get(routes, "/openapi.css", openApi::style);
        get(routes, "/openapi.json", openApi::json);
        get(routes, "/openapi.yaml", openApi::yaml);

        get(routes, "/", page::index);
        get(routes, "/teams/{team}", page::index);
        get(routes, "/teams/{team}/{view}", page::index);
        get(routes, "/assets/{release}/{file}", page::asset);

        get(routes, "/session", session::tell);
        routes.post("/session", session::begin);
        routes.delete("/session", session::end);
        routes.delete(Peers.PREFIX + "/session", session::endHere);

        get(routes, "/api/teams", team::list);
        team(routes, Right.DASHBOARD, "/dashboard", Questions::dashboard);
        for (DashboardPanel panel : DashboardPanel.values()) {
            team(routes, Right.DASHBOARD, "/dashboard/" + panel.path(), Questions.panel(panel));
        }
        team(routes, Right.DASHBOARD, "/dashboard/filters", Questions::filterChoices);
        team(routes, Right.DASHBOARD, false, "/dashboard/stream", stream::follow);

        table(routes, Right.DASHBOARD, "/chatbots", Questions::chatbots, Exports::chatbots);
        table(routes, Right.DASHBOARD, "/chatbots/{id}/trends", Questions::trends, Exports::trends);
        table(routes, Right.SESSIONS, "/sessions", Questions::sessions, Exports::sessions);
        table(routes, Right.SESSIONS, "/datasets/sessions", Questions::datasetSessions, Exports::datasetSessions);
        table(routes, Right.EXPORT, "/datasets/session-keys", Questions::sessionKeys, Exports::sessionKeys);

        get(routes, Peers.PREFIX + "/teams/{team}", team::tellTeam);
    }

    /** HEAD is answered as GET is, without the body. */
    static void get(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    private void team(RoutesConfig routes, Right right, String path, Reader reader) {
        team(routes, right, true, path, team.ask(reader));
    }

    private void table(RoutesConfig routes, Right right, String path, Reader reader, Reader exporter) {
        team(routes, right, true, path, team.ask(reader, exporter));
    }

    /** For callers from whoever owns the team, for other instances from this process. */
    private void team(RoutesConfig routes, Right right, boolean standbys, String path, Answerer answerer) {
        String whole = "/api/teams/{team}" + path;
        get(routes, whole, team.enter(right, standbys, answerer));
        get(routes, Peers.PREFIX + whole, team.enterHere(answerer));
    }
}
