package ocs.pulse.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import ocs.pulse.auth.Right;
import ocs.pulse.http.TeamRequests.Asked;
import ocs.pulse.http.TeamRequests.Entered;
import ocs.pulse.live.EventOutput;
import ocs.pulse.query.Parameters;

/**
 * A team's dashboard as server-sent events: the whole of it at once, and again whenever it is another, with an id by which a
 * client that comes again is spared what it has. Heartbeats are comments that say how fresh the last event still is.
 *
 * <p>The connection is the container's own asynchronous one: it holds no thread, and nothing but its end times it out.
 */
final class DashboardStream {
    private static final Duration COME_AGAIN = Duration.ofSeconds(1);

    private final TeamRequests requests;
    private final Responses responses;
    private final Clock clock;
    private final Streams streams;

    DashboardStream(TeamRequests requests, Responses responses, Clock clock, Streams streams) {
        this.requests = requests;
        this.responses = responses;
        this.clock = clock;
        this.streams = streams;
    }

    /** Who asks the same of the same team shares one answer. */
    private record Key(long team, Parameters parameters) {}

    void follow(Context context, Entered entered) throws InterruptedException, IOException {
        Asked asked = requests.read(context, entered, Questions::dashboard);
        context.contentType("text/event-stream")
                .header("Cache-Control", "no-store")
                .header("Vary", "Authorization, Cookie")
                .header("X-Accel-Buffering", "no");
        if (context.method() == HandlerType.HEAD) {
            return;
        }
        Runnable giveBack = streams.enter(entered.caller().name(), entered.team());
        try {
            EventOutput output = begin(context, entered, asked);
            var unused = output.ended().thenRun(giveBack);
        } catch (RuntimeException | IOException refused) {
            giveBack.run();
            throw refused;
        }
    }

    /** The request is over long before the stream is. */
    private Function<Object, byte[]> links(Context context) {
        String team = context.pathParam("team");
        return answer -> responses.written(team, answer);
    }

    private EventOutput begin(Context context, Entered entered, Asked asked) throws IOException {
        AsyncContext async = context.req().startAsync(context.req(), context.res());
        async.setTimeout(0);
        EventOutput output = new EventOutput(
                context.res().getOutputStream(), () -> requests.isStillAllowed(context, Right.DASHBOARD));
        Parameters parameters = asked.request().parameters();
        Key key = new Key(entered.team(), parameters);
        AnswerSource source = new AnswerSource(
                entered.team(), asked.request(), Questions::dashboard, entered.from(), clock, links(context));
        String has = Optional.ofNullable(context.header("Last-Event-ID")).orElse("");
        if (!streams.feeds().follow(key, source, output, has)) {
            throw new NotReady("the program to start again", COME_AGAIN);
        }
        var unused = output.ended().thenRun(() -> streams.feeds().leave(key, output));
        context.future(output::ended);
        output.begin();
        return output;
    }
}
