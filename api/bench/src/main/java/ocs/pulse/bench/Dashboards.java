package ocs.pulse.bench;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The whole dashboard over HTTP: worked out, as nobody has been given the answer yet, and asked again while nothing has
 * changed.
 */
final class Dashboards implements Piece {
    @Override
    public void run(Course course) throws Exception {
        for (Span span : Span.ALL) {
            for (Narrowing narrowing : Narrowing.ALL) {
                String what = span.days() + " d, " + narrowing.name();
                AtomicLong micros = new AtomicLong();
                add(course, what, () -> course.http().get(span.dashboard(narrowing, micros.incrementAndGet())));
                add(course, what + ", asked again", () -> course.http().get(span.dashboard(narrowing)));
            }
        }
    }

    private static void add(Course course, String what, Clock.Step step) throws Exception {
        course.report()
                .add(Measured.of("dashboard", what, Report.PULSE, course.ours().time(step)));
    }
}
