package ocs.pulse.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/** A figure of an answer, by which answers of different forms are compared. */
final class Sums {
    private Sums() {}

    /** @param pointer field names with slashes before them; {@code *} stands for every element, whose figures are added */
    static long of(JsonNode answer, String pointer) {
        JsonNode at = answer;
        String[] steps = pointer.substring(1).split("/", -1);
        for (int step = 0; step < steps.length; step++) {
            if (steps[step].equals("*")) {
                long sum = 0;
                String rest = "/" + String.join("/", Arrays.asList(steps).subList(step + 1, steps.length));
                for (JsonNode element : at) {
                    sum += of(element, rest);
                }
                return sum;
            }
            at = at.path(steps[step]);
        }
        if (!at.isNumber()) {
            throw new BenchFailed("The answer has no figure at " + pointer);
        }
        return at.longValue();
    }
}
