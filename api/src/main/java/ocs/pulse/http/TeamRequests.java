package ocs.pulse.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import ocs.pulse.auth.Caller;
import ocs.pulse.auth.Right;
import ocs.pulse.query.BadParameter;
import ocs.pulse.query.Now;
import ocs.pulse.query.Parameters;

/** What every request about a team has in common: who asks, which team, which position, which headers. */
final class TeamRequests {
    private static final String MIN_LSN = "min_lsn";
    /** {@code no}: rather 503 than an answer that may be behind. */
    private static final String FORMAT = "format";

    private static final String STANDBY = "standby";

    private static final String LAG = "X-Pulse-Lag-Ms";
    private static final String IF_NONE_MATCH = "If-None-Match";

    private static final ObjectMapper JSON = Json.mapper();

    private final Callers callers;
    private final TeamAnswers answers;
    private final Routing routing;
    private final Links links;
    private final Clock clock;
    private final Duration waitLimit;
    private final GivenAnswers given = new GivenAnswers();

    TeamRequests(Callers callers, TeamAnswers answers, Routing routing, Links links, Clock clock, Duration waitLimit) {
        this.callers = callers;
        this.answers = answers;
        this.routing = routing;
        this.links = links;
        this.clock = clock;
        this.waitLimit = waitLimit;
    }

    /**
     * A request as a question is read from it.
     *
     * @param path of the request, {@code places} its parts by name
     * @param now the present where the caller names no other
     */
    record Request(String path, Map<String, String> places, Parameters parameters, Instant now) {

        /** The id that stands in the path; what is no number is an id that does not exist. */
        long id(String name) {
            try {
                return Long.parseLong(places.getOrDefault(name, ""));
            } catch (NumberFormatException noId) {
                throw Refusal.unknown(name);
            }
        }

        /** The same request, made later. */
        Request at(Instant later) {
            return new Request(path, places, parameters, later);
        }

        /** The {@link Question#moment} of a question that may depend on the very instant; a given one never passes. */
        Optional<String> moment(boolean ofInstant) {
            return ofInstant && parameters.one(Now.PARAMETER).isEmpty() ? Optional.empty() : Optional.of("");
        }
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
        List<Listed.Team> teams = answers.teams().entrySet().stream()
                .filter(team -> caller.mayAskAbout(team.getKey()))
                .map(team -> new Listed.Team(team.getKey(), team.getValue()))
                .toList();
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
        return (context, entered) -> answer(context, entered, read(context, entered, reader));
    }

    /** A page of a table, or, for who asks for CSV, all of it. */
    Answerer ask(Reader reader, Reader exporter) {
        return (context, entered) -> answer(
                context,
                entered,
                Csv.isAsked(context) ? readWhole(context, entered, exporter) : read(context, entered, reader));
    }

    private void answer(Context context, Entered entered, Asked asked) {
        Optional<String> moment = asked.question().moment();
        if (moment.isEmpty() || !isKnown(context, asked.request(), moment.get(), entered)) {
            Answered<?> answered = entered.from().ask(entered.team(), asked.question());
            byte[] body = answered.value() instanceof Csv<?> csv
                    ? csv.held()
                    : written(context.pathParam("team"), answered.value());
            String tag = moment.map(it -> EntityTag.of(asked.request(), it, answered.version()))
                    .orElseGet(() -> EntityTag.of(body));
            if (moment.isPresent() && !(answered.value() instanceof Csv<?>)) {
                given.keep(tag, body);
            }
            write(context, answered, tag, body);
        }
        if (entered.standby()) {
            context.header("X-Pulse-Standby", "lag=" + context.res().getHeader(LAG));
        }
    }

    /** Whether the caller has the answer already, or somebody has been given it; then it is not worked out again. */
    private boolean isKnown(Context context, Request request, String moment, Entered entered) {
        Answered<String> version = entered.from().version(entered.team());
        String tag = EntityTag.of(request, moment, version.version());
        if (EntityTag.names(context.header(IF_NONE_MATCH), tag)) {
            head(context, version, tag);
            context.status(HttpStatus.NOT_MODIFIED);
            return true;
        }
        byte[] body = given.find(tag);
        if (body == null) {
            return false;
        }
        write(context, version, tag, body);
        return true;
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

    private void write(Context context, Answered<?> answered, String tag, byte[] body) {
        head(context, answered, tag);
        if (EntityTag.matches(context.header(IF_NONE_MATCH), tag)) {
            context.status(HttpStatus.NOT_MODIFIED);
        } else if (answered.value() instanceof Csv<?> csv) {
            csv.write(context);
        } else {
            context.contentType(ContentType.APPLICATION_JSON).result(body);
        }
    }

    /** The answer as JSON, about the team of this slug. */
    byte[] written(String team, Object answer) {
        return links.write(answer, team);
    }

    private void head(Context context, Answered<?> answered, String tag) {
        Duration lag = Duration.between(answered.watermarkAt(), clock.instant());
        context.header("X-Pulse-LSN", LogPosition.format(answered.lsn()))
                .header("X-Pulse-As-Of", answered.asOf().toString())
                .header(LAG, Long.toString(Math.max(0, lag.toMillis())))
                .header("ETag", tag)
                .header("Cache-Control", "private, no-cache")
                .header("Vary", "Authorization, Cookie, Accept");
        if (!answered.incomplete().isEmpty()) {
            context.header(
                    "X-Pulse-Incomplete",
                    String.join(", ", answered.incomplete().stream().sorted().toList()));
        }
    }

    static byte[] bytes(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
