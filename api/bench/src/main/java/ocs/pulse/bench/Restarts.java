package ocs.pulse.bench;

/** From the start of the process until it is ready: after a clean stop, and after {@code kill -9}. And the first answer then. */
final class Restarts implements Piece {

    @Override
    public void run(Course course) throws Exception {
        course.running().get();
        course.running().close();
        measure(course, "after a clean stop");
        course.running().kill();
        measure(course, "after kill -9");
    }

    private static void measure(Course course, String how) {
        long start = System.nanoTime();
        course.running().get();
        course.report().add(Measured.once("restart", "ready " + how, Report.PULSE, (System.nanoTime() - start) / 1e6));
        long asked = System.nanoTime();
        course.http().get(new Span(365).dashboard(Narrowing.NONE));
        course.report()
                .add(Measured.once(
                        "restart",
                        "first answer of the large team " + how,
                        Report.PULSE,
                        (System.nanoTime() - asked) / 1e6));
    }
}
