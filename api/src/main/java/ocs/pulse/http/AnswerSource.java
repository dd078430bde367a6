package ocs.pulse.http;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import ocs.pulse.http.TeamRequests.Reader;
import ocs.pulse.live.Reading;
import ocs.pulse.live.Source;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to a request, made again and again, for those who follow it. It is computed again only where the team's
 * version or what the question takes of the present (a window that rolls on) is another.
 */
final class AnswerSource implements Source {
    private final long team;
    private final Request request;
    private final Reader reader;
    private final TeamAnswers answers;
    private final Clock clock;
    private final Function<Object, byte[]> writer;

    AnswerSource(
            long team,
            Request request,
            Reader reader,
            TeamAnswers answers,
            Clock clock,
            Function<Object, byte[]> writer) {
        this.team = team;
        this.request = request;
        this.reader = reader;
        this.answers = answers;
        this.clock = clock;
        this.writer = writer;
    }

    /** The answer is the same while both are. */
    private record Basis(Optional<String> moment, String version) {}

    /** What a heartbeat says: the same as the headers of an answer. */
    record Freshness(String lsn, String asOf, long lagMs, List<String> incomplete) {

        static Freshness of(Answered<?> answered, Instant now) {
            Duration lag = Duration.between(answered.watermarkAt(), now);
            return new Freshness(
                    LogPosition.format(answered.lsn()),
                    answered.asOf().toString(),
                    Math.max(0, lag.toMillis()),
                    answered.incomplete().stream().sorted().toList());
        }
    }

    @Override
    public Reading read(@Nullable Reading last) {
        Question<?> question = reader.read(request.at(clock.instant()));
        if (last != null) {
            Answered<String> now = answers.version(team);
            if (last.basis().equals(new Basis(question.moment(), now.version()))) {
                return last.asOf(freshness(now));
            }
        }
        Answered<?> answered = answers.ask(team, question);
        byte[] data = writer.apply(answered.value());
        Basis basis = new Basis(question.moment(), answered.version());
        return new Reading(EntityTag.digest(data), data, basis, freshness(answered));
    }

    @Override
    public void listen(Runnable listener) {
        answers.listen(team, listener);
    }

    @Override
    public void unlisten(Runnable listener) {
        answers.unlisten(team, listener);
    }

    private String freshness(Answered<?> answered) {
        byte[] json = Responses.bytes(Freshness.of(answered, clock.instant()));
        return new String(json, StandardCharsets.UTF_8);
    }
}
