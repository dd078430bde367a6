package ocs.pulse.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Whether an answer holds what a case expects. Counts are exact, ratios agree to 1e-9 relatively, average session durations to
 * 1e-6 (Postgres rounds that average to microseconds). Fields beyond the expected ones are allowed, except among tag categories.
 */
public final class JsonDifference {
    private JsonDifference() {}

    /** The first place where the answer does not hold what is expected; a quirky case's message_count is left out. */
    public static Optional<String> of(JsonNode expected, JsonNode actual, boolean quirk) {
        return of(expected, actual, "", quirk);
    }

    private static Optional<String> of(JsonNode expected, JsonNode actual, String at, boolean quirk) {
        if (expected.isObject()) {
            return objects(expected, actual, at, quirk);
        }
        if (expected.isArray()) {
            return arrays(expected, actual, at, quirk);
        }
        boolean same = expected.isNumber() ? isClose(expected, actual, at) : expected.equals(actual);
        return same ? Optional.empty() : Optional.of(at + ": expected " + expected + ", got " + actual);
    }

    private static Optional<String> objects(JsonNode expected, JsonNode actual, String at, boolean quirk) {
        if (!actual.isObject()) {
            return Optional.of(at + ": expected an object, got " + actual);
        }
        if (at.contains(".tag_categories") && actual.size() > expected.size()) {
            return Optional.of(at + ": more than expected, " + actual);
        }
        for (Iterator<Map.Entry<String, JsonNode>> fields =
                        expected.properties().iterator();
                fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (quirk && field.getKey().equals("message_count")) {
                continue;
            }
            String place = at + "." + field.getKey();
            if (!actual.has(field.getKey())) {
                return Optional.of(place + ": missing");
            }
            Optional<String> found = of(field.getValue(), actual.get(field.getKey()), place, quirk);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> arrays(JsonNode expected, JsonNode actual, String at, boolean quirk) {
        if (!actual.isArray() || actual.size() != expected.size()) {
            return Optional.of(at + ": expected " + expected.size() + " entries, got " + actual);
        }
        for (int index = 0; index < expected.size(); index++) {
            Optional<String> found = of(expected.get(index), actual.get(index), at + "[" + index + "]", quirk);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static boolean isClose(JsonNode expected, JsonNode actual, String at) {
        if (!actual.isNumber()) {
            return false;
        }
        double wanted = expected.asDouble();
        double given = actual.asDouble();
        double apart = Math.abs(wanted - given);
        if (at.endsWith("avg_session_duration")) {
            return apart <= Math.max(1e-6, 1e-9 * Math.max(Math.abs(wanted), Math.abs(given)));
        }
        if (expected.isIntegralNumber() && wanted != 0) {
            return apart == 0;
        }
        return apart <= Math.max(1e-12, 1e-9 * Math.max(Math.abs(wanted), Math.abs(given)));
    }
}
