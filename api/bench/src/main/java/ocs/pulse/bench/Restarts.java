package ocs.pulse.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * From the start of the process until it is ready: after a clean stop, after {@code kill -9}, and after a clean stop with an
 * archive of its classes. And the first answer then.
 */
final class Restarts implements Piece {

    @Override
    public void run(Course course) throws Exception {
        course.running().get();
        course.running().close();
        measure(course, "after a clean stop", List.of());
        course.running().kill();
        measure(course, "after kill -9", List.of());
        course.running().close();

        Path archive = course.directory().resolve("classes.jsa");
        Files.deleteIfExists(archive);
        course.running().get(List.of("-XX:ArchiveClassesAtExit=" + archive));
        ask(course);
        course.running().close();
        measure(course, "after a clean stop, classes archived", List.of("-XX:SharedArchiveFile=" + archive));
    }

    private static void measure(Course course, String how, List<String> options) {
        long start = System.nanoTime();
        course.running().get(options);
        long ready = System.nanoTime();
        ask(course);
        long answered = System.nanoTime();
        course.report().add(Measured.once("restart", "ready " + how, Report.PULSE, (ready - start) / 1e6));
        course.report()
                .add(Measured.once(
                        "restart", "first answer of the large team " + how, Report.PULSE, (answered - ready) / 1e6));
    }

    private static void ask(Course course) {
        course.http().get(new Span(365).dashboard(Narrowing.NONE));
    }
}
