package ocs.pulse.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * The first place where an answer does not hold what the truth says. An answer may hold more fields than the truth, never
 * fewer rows, other values, or another order.
 */
public final class Differences {
    /** Postgres averages intervals to the microsecond. */
    private static final double DURATION_TOLERANCE_MINUTES = 1e-6;
    /** Response times are rounded to two decimals. */
    private static final double SECONDS_TOLERANCE = 0.005 + 1e-9;

    private static final double RELATIVE_TOLERANCE = 1e-9;

    private Differences() {}

    /** Empty where they agree; else the place (a path of field names and indexes) and both values. */
    public static Optional<String> first(JsonNode truth, JsonNode answer) {
        return firstAt("$", truth, answer);
    }

    /** The same for a part of the answer that stands at this place. */
    static Optional<String> firstAt(String at, JsonNode truth, JsonNode answer) {
        return first(truth, answer, at);
    }

    private static Optional<String> first(JsonNode truth, JsonNode answer, String at) {
        if (truth.isObject() && answer.isObject()) {
            return inObject(truth, answer, at);
        }
        if (truth.isArray() && answer.isArray()) {
            return inArray(truth, answer, at);
        }
        if (truth.isNumber() && answer.isNumber()) {
            return close(truth.doubleValue(), answer.doubleValue(), at) ? Optional.empty() : differs(truth, answer, at);
        }
        return truth.equals(answer) ? Optional.empty() : differs(truth, answer, at);
    }

    private static Optional<String> inObject(JsonNode truth, JsonNode answer, String at) {
        if (at.endsWith(".tag_categories") && truth.size() != answer.size()) {
            return differs(truth, answer, at);
        }
        for (Iterator<Map.Entry<String, JsonNode>> fields = truth.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            String place = at + "." + field.getKey();
            JsonNode value = answer.get(field.getKey());
            Optional<String> found = value == null
                    ? Optional.of(place + ": SQL says " + field.getValue() + ", the answer lacks it")
                    : first(field.getValue(), value, place);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> inArray(JsonNode truth, JsonNode answer, String at) {
        if (truth.size() != answer.size()) {
            return Optional.of(at + ": SQL says " + truth.size() + " entries, the answer has " + answer.size());
        }
        for (int i = 0; i < truth.size(); i++) {
            Optional<String> found = first(truth.get(i), answer.get(i), at + "[" + i + "]");
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static boolean close(double truth, double answer, String at) {
        double tolerance = at.endsWith("avg_session_duration")
                ? DURATION_TOLERANCE_MINUTES
                : at.endsWith("avg_response_time_sec") ? SECONDS_TOLERANCE : RELATIVE_TOLERANCE * Math.abs(truth);
        return Math.abs(truth - answer) <= tolerance;
    }

    private static Optional<String> differs(JsonNode truth, JsonNode answer, String at) {
        return Optional.of(at + ": SQL says " + truth + ", the answer " + answer);
    }
}
