package ocs.pulse.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import ocs.pulse.verify.Differences;
import ocs.pulse.verify.HttpAnswers;
import ocs.pulse.verify.Question;
import ocs.pulse.verify.SourceTruth;

/** Each panel over HTTP, beside one query that gives the same answer; the answers are held to each other. */
final class Panels implements Piece {
    private static final List<String> PANELS = List.of(
            "overview",
            "active-participants",
            "session-analytics",
            "message-volume",
            "bot-performance",
            "user-engagement",
            "channel-breakdown",
            "tag-analytics",
            "average-response-time");

    @Override
    public void run(Course course) throws Exception {
        try (Connection connection = course.database().connect()) {
            SourceTruth truth = new SourceTruth(connection);
            HttpAnswers answers = new HttpAnswers(course.http().base(), null);
            for (Span span : Span.ALL) {
                for (String panel : PANELS) {
                    Question.Panel question =
                            new Question.Panel(panel, span.start(), span.end(), "daily", Question.Filter.NONE);
                    String what = span.days() + " d, " + panel;
                    String path = "/api/teams/large/" + question.path();
                    AtomicLong micros = new AtomicLong();
                    course.report()
                            .add(Measured.of(
                                    "panel", what, Report.PULSE, course.ours().time(() -> course.http()
                                            .get(later(path, span, micros.incrementAndGet())))));
                    long start = System.nanoTime();
                    JsonNode wanted = truth.answer(1, question);
                    course.report().add(Measured.once("panel", what, "one query", (System.nanoTime() - start) / 1e6));
                    Optional<String> difference = Differences.first(wanted, answers.ask("large", question, 0));
                    if (difference.isPresent()) {
                        throw new BenchFailed(what + ": SQL over the rows answers otherwise: " + difference.get());
                    }
                }
            }
        }
    }

    private static String later(String path, Span span, long micros) {
        return path.replace(span.end(), Span.END.plus(micros, ChronoUnit.MICROS).toString());
    }
}
