package ocs.pulse.query.table;

import java.util.Set;
import java.util.TreeSet;
import ocs.pulse.query.BadParameter;
import ocs.pulse.query.Parameters;

/** By which column the rows of a table go, and which way; ties always go by ascending id, missing values last. */
public record Sort(String column, boolean descending) {
    static final String PARAMETER = "sort";

    public static Sort ascending(String column) {
        return new Sort(column, false);
    }

    public static Sort descending(String column) {
        return new Sort(column, true);
    }

    static Sort parse(Parameters parameters, Set<String> sortable, Sort otherwise) {
        return parameters
                .one(PARAMETER)
                .map(text -> text.startsWith("-") ? descending(text.substring(1)) : ascending(text))
                .map(sort -> known(sort, sortable))
                .orElse(otherwise);
    }

    private static Sort known(Sort sort, Set<String> sortable) {
        if (!sortable.contains(sort.column)) {
            throw new BadParameter(
                    PARAMETER,
                    "Sorts by " + String.join(", ", new TreeSet<>(sortable)) + ", not '" + sort.column + "'");
        }
        return sort;
    }

    @Override
    public String toString() {
        return (descending ? "-" : "") + column;
    }
}
