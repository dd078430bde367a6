package ocs.pulse.bench;

import io.javalin.Javalin;
import java.net.URI;
import org.HdrHistogram.Histogram;

/** Answers that have not changed (304), beside a route of the same server that does nothing. */
final class Unchanged implements Piece {

    @Override
    public void run(Course course) throws Exception {
        String path = new Span(365).dashboard(Narrowing.NONE);
        String tag = course.http().get(path).headers().firstValue("ETag").orElseThrow();
        Clock clock = new Clock(course.ours().least() * 10, course.ours().most());
        Javalin bare = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.routes.get("/bare", context -> context.result("x"));
        });
        bare.start("127.0.0.1", 0);
        try {
            Http http = new Http(URI.create("http://127.0.0.1:" + bare.port()));
            Histogram nothing = clock.time(() -> http.get("/bare"));
            Histogram unchanged = clock.time(() -> {
                if (course.http().get(path, "If-None-Match", tag).statusCode() != 304) {
                    throw new BenchFailed("The answer was another, and nothing has changed");
                }
            });
            course.report().add(Measured.of("unchanged", "365 d, whole dashboard", Report.PULSE, unchanged));
            course.report().add(Measured.of("unchanged", "365 d, whole dashboard", "bare route", nothing));
            course.report()
                    .figure(
                            "unchanged: requests a second, % of a bare route",
                            100 * nothing.getMean() / unchanged.getMean());
        } finally {
            bare.stop();
        }
    }
}
