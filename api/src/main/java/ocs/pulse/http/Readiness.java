package ocs.pulse.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the program answers, and what it still waits for.
 *
 * @param waitingFor one line each, such as {@code snapshot: 12000 rows}; empty where it is ready
 * @param degraded tables of which some rows could not be read
 * @param capture null where that is in another process, or not up yet
 * @param stages null where those are in another process, or not up yet
 */
public record Readiness(
        boolean ready,
        List<String> waitingFor,
        List<String> degraded,
        @Nullable CaptureHealth capture,
        @Nullable StagesHealth stages) {

    public Readiness {
        waitingFor = List.copyOf(waitingFor);
        degraded = List.copyOf(degraded);
    }

    public static Readiness of(List<String> waitingFor, List<String> degraded) {
        return of(waitingFor, degraded, null, null);
    }

    public static Readiness of(
            List<String> waitingFor,
            List<String> degraded,
            @Nullable CaptureHealth capture,
            @Nullable StagesHealth stages) {
        return new Readiness(waitingFor.isEmpty(), waitingFor, degraded, capture, stages);
    }
}
