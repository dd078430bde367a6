package ocs.pulse.testkit;

import java.time.Instant;
import ocs.pulse.change.PgTime;

/** Times as rows hold them, from ISO 8601. */
final class Times {
    private Times() {}

    static long of(String time) {
        return PgTime.of(Instant.parse(time));
    }
}
