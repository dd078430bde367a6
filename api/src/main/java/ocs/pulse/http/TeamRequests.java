package ocs.pulse.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import ocs.pulse.auth.Caller;
import ocs.pulse.auth.Right;
import ocs.pulse.query.BadParameter;
import ocs.pulse.query.Parameters;

/** What every request about a team has in common: who asks, which team, which position, which headers. */
final class TeamRequests {
    static final String MIN_LSN = "min_lsn";
    private static final String FORMAT = "format";
    /** {@code no}: rather 503 than an answer that may be behind. */
    private static final String STANDBY = "standby";

    private final Callers callers;
    private final TeamAnswers answers;
    private final Routing routing;
    private final Responses responses;
    private final Clock clock;
    private final Duration waitLimit;

    TeamRequests(
            Callers callers,
            TeamAnswers answers,
            Routing routing,
            Responses responses,
            Clock clock,
            Duration waitLimit) {
        this.callers = callers;
        this.answers = answers;
        this.routing = routing;
        this.responses = responses;
        this.clock = clock;
        this.waitLimit = waitLimit;
    }

    /** Reads a request's question; throws {@link BadParameter}. */
    @FunctionalInterface
    interface Reader {
        Question<?> read(Request request);
    }

    /**
     * Somebody who may ask about a team, and who answers in this process.
     *
     * @param standby whether {@code from} may be behind
     */
    record Entered(Caller caller, long team, TeamAnswers from, boolean standby) {}

    /** Answers in this process; throws {@link NotReady} before it has written anything. */
    @FunctionalInterface
    interface Answerer {
        void answer(Context context, Entered entered) throws InterruptedException, IOException;
    }

    /** A question that somebody asks about a team. */
    record Asked(Request request, Question<?> question) {}

    /**
     * From whichever instance owns the team.
     *
     * @param right what the caller needs for it
     * @param standbys whether an answer that may be behind will do, unless the caller refuses
     */
    Handler enter(Right right, boolean standbys, Answerer answerer) {
        return context -> {
            Caller caller = callers.require(context);
            try (CallerLimits.Turn turn = callers.enter(caller)) {
                enter(context, caller, right, standbys, answerer);
            }
        };
    }

    private void enter(Context context, Caller caller, Right right, boolean standbys, Answerer answerer)
            throws InterruptedException, IOException {
        long team = team(context, caller);
        requireRight(caller, right);
        if (Csv.isAsked(context)) {
            requireRight(caller, Right.EXPORT);
            EndOfRequest.close(context, callers.export(caller));
        }
        Routing.Asker asker = new Routing.Asker(caller.name(), () -> isStillAllowed(context, right));
        routing.answer(
                context,
                asker,
                team,
                takesStandby(context) && standbys,
                here -> answerer.answer(context, entered(caller, team, here.standby())));
    }

    private static void requireRight(Caller caller, Right right) {
        if (!caller.may(right)) {
            throw Refusal.withoutRight(right);
        }
    }

    /** From this process or not at all; for other instances only, which have looked at the caller. */
    Handler enterHere(Answerer answerer) {
        return context -> {
            Caller caller = requirePeer(context);
            boolean standby = Peers.asksStandby(context);
            answerer.answer(context, entered(caller, findHere(context, standby), standby));
        };
    }

    /** Which team a slug is; for other instances only. */
    void tellTeam(Context context) {
        var unused = requirePeer(context);
        context.result(Long.toString(findHere(context, false)));
    }

    private Caller requirePeer(Context context) {
        return routing.peer(context).orElseThrow(() -> Refusal.unknown("path"));
    }

    private Entered entered(Caller caller, long team, boolean standby) {
        return new Entered(caller, team, from(standby), standby);
    }

    private TeamAnswers from(boolean standby) {
        return standby ? answers.standby() : answers;
    }

    private long findHere(Context context, boolean standby) {
        return from(standby).find(context.pathParam("team")).orElseThrow(() -> Refusal.unknown("team"));
    }

    /** Reads and checks the question; waits for the position that it asks for. */
    Asked read(Context context, Entered entered, Reader reader) throws InterruptedException {
        return read(Peers.publicPath(context), new HashMap<>(context.queryParamMap()), context, entered, reader);
    }

    /** The same of a whole table, which is another answer than a page of it. */
    private Asked readWhole(Context context, Entered entered, Reader exporter) throws InterruptedException {
        Map<String, List<String>> given = new HashMap<>(context.queryParamMap());
        given.remove(FORMAT);
        return read(Peers.publicPath(context) + ".csv", given, context, entered, exporter);
    }

    private Asked read(String path, Map<String, List<String>> given, Context context, Entered entered, Reader reader)
            throws InterruptedException {
        Optional<String> minLsn = new Parameters(given).one(MIN_LSN);
        given.remove(MIN_LSN);
        given.remove(STANDBY);
        Request request = new Request(path, context.pathParamMap(), new Parameters(given), clock.instant());
        Question<?> question = reader.read(request);
        if (minLsn.isPresent()) {
            await(entered, minLsn.get());
        }
        return new Asked(request, question);
    }

    /** The teams that a caller may ask about. */
    record Listed(List<Team> teams) {
        record Team(String slug, String name) {}
    }

    void list(Context context) {
        Caller caller = callers.require(context);
        Routing.Listed known = routing.teams(takesStandby(context));
        List<Listed.Team> teams = known.teams().value().entrySet().stream()
                .filter(team -> caller.mayAskAbout(team.getKey()))
                .map(team -> new Listed.Team(team.getKey(), team.getValue()))
                .toList();
        if (known.standby()) {
            responses.sayStandby(context, known.teams());
        }
        context.header("Cache-Control", "private, no-store").json(new Listed(teams));
    }

    /** Whether whoever asked may still: tokens expire and are revoked. */
    boolean isStillAllowed(Context context, Right right) {
        try {
            Caller caller = callers.require(context);
            return caller.mayAskAbout(context.pathParam("team")) && caller.may(right);
        } catch (Refusal noLonger) {
            return false;
        }
    }

    Answerer ask(Reader reader) {
        return (context, entered) -> responses.answer(context, entered, read(context, entered, reader));
    }

    /** A page of a table, or, for who asks for CSV, all of it. */
    Answerer ask(Reader reader, Reader exporter) {
        return (context, entered) -> responses.answer(
                context,
                entered,
                Csv.isAsked(context) ? readWhole(context, entered, exporter) : read(context, entered, reader));
    }

    private static boolean takesStandby(Context context) {
        String said = new Parameters(context.queryParamMap()).one(STANDBY).orElse("yes");
        return switch (said) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new BadParameter(STANDBY, "Takes yes or no, not '" + said + "'");
        };
    }

    private long team(Context context, Caller caller) throws InterruptedException {
        String slug = context.pathParam("team");
        OptionalLong team = caller.mayAskAbout(slug) ? routing.find(slug) : OptionalLong.empty();
        return team.orElseThrow(() -> Refusal.unknown("team"));
    }

    private void await(Entered entered, String text) throws InterruptedException {
        long lsn = LogPosition.parse(MIN_LSN, text);
        if (!entered.from().await(entered.team(), lsn, waitLimit)) {
            throw Refusal.positionNotReached(LogPosition.format(lsn));
        }
    }
}
