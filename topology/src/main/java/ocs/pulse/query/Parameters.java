package ocs.pulse.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** The query parameters of one request, each name with its values in the order they were given. */
public record Parameters(Map<String, List<String>> values) {

    public Parameters {
        values = Map.copyOf(values);
    }

    /** Refuses every name that is not among these: an unknown parameter is an error, never ignored. */
    public void only(Set<String> known) {
        for (String name : new TreeSet<>(values.keySet())) {
            if (!known.contains(name)) {
                throw new BadParameter(name, "Unknown parameter; known are " + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    /** The one value of a parameter; giving it twice is an error. */
    public Optional<String> one(String name) {
        List<String> given = all(name);
        if (given.size() > 1) {
            throw new BadParameter(name, "Given " + given.size() + " times, takes one value");
        }
        return given.stream().findFirst();
    }

    /** Every value of a repeatable parameter, in order; empty where it was not given. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** A whole number of the range (both ends included). */
    public OptionalInt number(String name, int least, int most) {
        Optional<String> text = one(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException notANumber) {
            throw new BadParameter(name, "Takes a whole number, not '" + text.get() + "'");
        }
        throw new BadParameter(name, "Takes a number from " + least + " to " + most + ", not " + text.get());
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String name, boolean otherwise) {
        return one(name)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new BadParameter(name, "Takes true or false, not '" + text + "'");
                })
                .orElse(otherwise);
    }
}
