package ocs.pulse.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import ocs.pulse.verify.Differences;
import ocs.pulse.verify.HttpAnswers;
import ocs.pulse.verify.Question;
import ocs.pulse.verify.SourceTruth;

/** The whole dashboard and each panel over HTTP; the panels' answers are held to SQL over the rows. */
final class Dashboards implements Piece {
    static final List<String> PANELS = List.of(
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
        Duration before = course.running().get().cpu();
        long from = System.nanoTime();
        for (Span span : Span.ALL) {
            for (Narrowing narrowing : Narrowing.ALL) {
                String what = span.days() + " d, " + narrowing.name();
                AtomicLong micros = new AtomicLong();
                add(course, what, () -> course.http().get(span.dashboard(narrowing, micros.incrementAndGet())));
                add(course, what + ", asked again", () -> course.http().get(span.dashboard(narrowing)));
            }
        }
        double wall = System.nanoTime() - from;
        double cpu = course.running().get().cpu().minus(before).toNanos();
        course.report().figure("dashboard: cores the program took", cpu / wall);
        panels(course);
    }

    private static void add(Course course, String what, Clock.Step step) throws Exception {
        course.report()
                .add(Measured.of("dashboard", what, Report.PULSE, course.ours().time(step)));
    }

    private static void panels(Course course) throws Exception {
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
