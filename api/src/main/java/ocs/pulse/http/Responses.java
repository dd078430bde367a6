package ocs.pulse.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import ocs.pulse.http.TeamRequests.Asked;
import ocs.pulse.http.TeamRequests.Entered;

/** How an answer about a team is given: its bytes, its tag, and how fresh it is. What was given is given again. */
final class Responses {
    private static final String LAG = "X-Pulse-Lag-Ms";
    private static final String STANDBY = "X-Pulse-Standby";
    private static final String IF_NONE_MATCH = "If-None-Match";
    private static final ObjectMapper JSON = Json.mapper();

    private final Links links;
    private final Clock clock;
    private final GivenAnswers given = new GivenAnswers();

    Responses(Links links, Clock clock) {
        this.links = links;
        this.clock = clock;
    }

    /**
     * Asks, unless the caller has the answer or it has been given before.
     *
     * @throws NotReady before anything is written
     */
    void answer(Context context, Entered entered, Asked asked) {
        Optional<String> moment = asked.question().moment();
        if (moment.isEmpty() || !isKnown(context, asked.request(), moment.get(), entered)) {
            Answered<?> answered = entered.from().ask(entered.team(), asked.question());
            byte[] body = answered.value() instanceof Csv<?> csv
                    ? csv.digest()
                    : written(context.pathParam("team"), answered.value());
            String tag = moment.map(it -> tag(asked.request(), it, answered.version()))
                    .orElseGet(() -> EntityTag.of(body));
            if (moment.isPresent() && !(answered.value() instanceof Csv<?>)) {
                given.keep(tag, body);
            }
            write(context, answered, tag, body);
        }
        if (entered.standby()) {
            context.header(STANDBY, "lag=" + context.res().getHeader(LAG));
        }
    }

    /** Says that an answer, which says nothing else of its age, is from a copy. */
    void sayStandby(Context context, Answered<?> answered) {
        context.header(STANDBY, "lag=" + lagMillis(answered));
    }

    /** Whether the caller has the answer already, or somebody has been given it; then it is not worked out again. */
    private boolean isKnown(Context context, Request request, String moment, Entered entered) {
        Answered<String> version = entered.from().version(entered.team());
        String tag = tag(request, moment, version.version());
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

    private String tag(Request request, String moment, String version) {
        return EntityTag.of(request, moment + "\n" + links.templates(), version);
    }

    private void write(Context context, Answered<?> answered, String tag, byte[] body) {
        head(context, answered, tag);
        if (EntityTag.matches(context.header(IF_NONE_MATCH), tag)) {
            context.status(HttpStatus.NOT_MODIFIED);
            if (answered.value() instanceof Csv<?> unread) {
                unread.close();
            }
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
        context.header("X-Pulse-LSN", LogPosition.format(answered.lsn()))
                .header("X-Pulse-As-Of", answered.asOf().toString())
                .header(LAG, Long.toString(lagMillis(answered)))
                .header("ETag", tag)
                .header("Cache-Control", "private, no-cache")
                .header("Vary", "Authorization, Cookie, Accept");
        if (!answered.incomplete().isEmpty()) {
            context.header(
                    "X-Pulse-Incomplete",
                    String.join(", ", answered.incomplete().stream().sorted().toList()));
        }
    }

    private long lagMillis(Answered<?> answered) {
        return Math.max(
                0, Duration.between(answered.watermarkAt(), clock.instant()).toMillis());
    }

    static byte[] bytes(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
