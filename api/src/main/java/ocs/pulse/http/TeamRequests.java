package ocs.pulse.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
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
    private static final String IF_NONE_MATCH = "If-None-Match";

    private static final ObjectMapper JSON = Json.mapper();

    private final Callers callers;
    private final TeamAnswers answers;
    private final Clock clock;
    private final Duration waitLimit;

    TeamRequests(Callers callers, TeamAnswers answers, Clock clock, Duration waitLimit) {
        this.callers = callers;
        this.answers = answers;
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

    /** A question that somebody asks about a team. */
    record Asked(Caller caller, long team, Request request, Question<?> question) {}

    /** @param right what the caller needs for it */
    Handler ask(Right right, Reader reader) {
        return context -> answer(context, right, reader);
    }

    /** Reads and checks the question; waits for the position that it asks for. */
    Asked read(Context context, Right right, Reader reader) throws InterruptedException {
        Caller caller = callers.require(context);
        long team = team(context, caller);
        if (!caller.may(right)) {
            throw Refusal.withoutRight(right);
        }
        Map<String, List<String>> given = new HashMap<>(context.queryParamMap());
        Optional<String> minLsn = new Parameters(given).one(MIN_LSN);
        given.remove(MIN_LSN);
        Request request = new Request(context.path(), context.pathParamMap(), new Parameters(given), clock.instant());
        Question<?> question = reader.read(request);
        if (minLsn.isPresent()) {
            await(team, minLsn.get());
        }
        return new Asked(caller, team, request, question);
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

    private void answer(Context context, Right right, Reader reader) throws InterruptedException {
        Asked asked = read(context, right, reader);
        Optional<String> moment = asked.question().moment();
        if (!isUnchanged(context, asked.request(), moment, asked.team())) {
            write(context, asked.request(), moment, answers.ask(asked.team(), asked.question()));
        }
    }

    /** Whether the caller has the answer already; that is told without working it out. */
    private boolean isUnchanged(Context context, Request request, Optional<String> moment, long team) {
        String given = context.header(IF_NONE_MATCH);
        if (given == null || moment.isEmpty()) {
            return false;
        }
        Answered<String> version = answers.version(team);
        String tag = EntityTag.of(request, moment.get(), version.version());
        if (!EntityTag.names(given, tag)) {
            return false;
        }
        head(context, version, tag);
        context.status(HttpStatus.NOT_MODIFIED);
        return true;
    }

    private long team(Context context, Caller caller) {
        String slug = context.pathParam("team");
        OptionalLong team = caller.mayAskAbout(slug) ? answers.find(slug) : OptionalLong.empty();
        return team.orElseThrow(() -> Refusal.unknown("team"));
    }

    private void await(long team, String text) throws InterruptedException {
        long lsn = LogPosition.parse(MIN_LSN, text);
        if (!answers.await(team, lsn, waitLimit)) {
            throw Refusal.positionNotReached(LogPosition.format(lsn));
        }
    }

    private void write(Context context, Request request, Optional<String> moment, Answered<?> answered) {
        byte[] body = bytes(answered.value());
        String tag =
                moment.map(it -> EntityTag.of(request, it, answered.version())).orElseGet(() -> EntityTag.of(body));
        head(context, answered, tag);
        if (EntityTag.matches(context.header(IF_NONE_MATCH), tag)) {
            context.status(HttpStatus.NOT_MODIFIED);
            return;
        }
        context.contentType(ContentType.APPLICATION_JSON).result(body);
    }

    private void head(Context context, Answered<?> answered, String tag) {
        Duration lag = Duration.between(answered.watermarkAt(), clock.instant());
        context.header("X-Pulse-LSN", LogPosition.format(answered.lsn()))
                .header("X-Pulse-As-Of", answered.asOf().toString())
                .header("X-Pulse-Lag-Ms", Long.toString(Math.max(0, lag.toMillis())))
                .header("ETag", tag)
                .header("Cache-Control", "private, no-cache")
                .header("Vary", "Authorization, Cookie");
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
