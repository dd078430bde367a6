package ocs.pulse.http;

import java.util.List;

/**
 * Whether the program answers, and what it still waits for.
 *
 * @param waitingFor one line each, such as {@code snapshot: 12000 rows}; empty where it is ready
 * @param degraded tables of which some rows could not be read
 */
public record Readiness(boolean ready, List<String> waitingFor, List<String> degraded) {

    public Readiness {
        waitingFor = List.copyOf(waitingFor);
        degraded = List.copyOf(degraded);
    }

    public static Readiness of(List<String> waitingFor, List<String> degraded) {
        return new Readiness(waitingFor.isEmpty(), waitingFor, degraded);
    }
}
