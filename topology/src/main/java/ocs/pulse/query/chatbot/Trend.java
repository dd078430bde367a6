package ocs.pulse.query.chatbot;

import java.util.List;

/** Traces by UTC hour, oldest first, both edge hours included: {@link TrendHours#COUNT} values each. */
public record Trend(List<Integer> successes, List<Integer> errors) {

    public Trend {
        successes = List.copyOf(successes);
        errors = List.copyOf(errors);
    }
}
