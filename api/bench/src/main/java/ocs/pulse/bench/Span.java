package ocs.pulse.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** So many days up to the newest row. */
record Span(int days) {
    /** Where the rows end. */
    static final Instant END = Instant.parse("2025-11-01T00:00:00Z");

    static final List<Span> ALL = List.of(new Span(30), new Span(365));

    String start() {
        return END.minus(Duration.ofDays(days)).toString();
    }

    String end() {
        return END.toString();
    }

    String dashboard(Narrowing narrowing) {
        return dashboard(narrowing, 0);
    }

    /** Up to some microseconds later: the same answer to another question, which nobody has been given yet. */
    String dashboard(Narrowing narrowing, long micros) {
        return "/api/teams/large/dashboard?date_range=custom&start_date=" + start() + "&end_date="
                + END.plus(micros, ChronoUnit.MICROS) + narrowing.api();
    }
}
