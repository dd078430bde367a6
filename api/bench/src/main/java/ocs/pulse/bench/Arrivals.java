package ocs.pulse.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Readers and rows at the same time: what answers take while nothing is written and while rows arrive at 80% of the highest
 * rate, and how much of that rate steady readers cost.
 */
final class Arrivals implements Piece {
    private static final double SHARE = 0.8;
    private static final int TRANSACTION = 100;
    private static final int READS_A_SECOND = 50;

    @Override
    public void run(Course course) throws Exception {
        int rows = course.quick() ? 2_000 : 100_000;
        // The first one also pays for what the compiler has not seen.
        Burst.of(course, rows);
        double alone = Burst.of(course, rows).visible();
        double read;
        AtomicLong questions = new AtomicLong();
        try (Schedule readers =
                new Schedule(READS_A_SECOND, () -> course.http().get(page(questions.incrementAndGet())))) {
            read = Burst.of(course, rows).visible();
            readers.stop();
        }
        course.report().figure("arrivals: rows a second until visible, alone", alone);
        course.report().figure("arrivals: the same under " + READS_A_SECOND + " reads a second", read);
        course.report().figure("arrivals: rate lost to these readers, %", 100 * (1 - read / alone));
        reads(course, Report.PULSE);
        try (Schedule writer = new Schedule(SHARE * alone / TRANSACTION, () -> Burst.write(course, TRANSACTION))) {
            reads(course, "rows arriving");
            course.report().figure("arrivals: rows a second meanwhile", TRANSACTION * writer.stop());
        }
    }

    private static void reads(Course course, String who) throws Exception {
        AtomicLong questions = new AtomicLong();
        Map<String, Clock.Step> reads = new LinkedHashMap<>();
        reads.put("sessions, page 1", () -> course.http().get(page(questions.incrementAndGet())));
        reads.put("30 d, whole dashboard", () -> course.http()
                .get(new Span(30).dashboard(Narrowing.NONE, questions.incrementAndGet())));
        for (Map.Entry<String, Clock.Step> read : reads.entrySet()) {
            course.report()
                    .add(Measured.of(
                            "arrivals", read.getKey(), who, course.ours().time(read.getValue())));
        }
    }

    private static String page(long question) {
        return "/api/teams/large/sessions?page=1&now=" + Span.END.plusMillis(question);
    }
}
