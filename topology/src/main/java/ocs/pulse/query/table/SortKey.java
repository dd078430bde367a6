package ocs.pulse.query.table;

import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** What a column holds in a row, given the row's ordinal, in a form that orders as the column does. */
public sealed interface SortKey {

    /**
     * Numbers, times and flags.
     *
     * @param missing the number that stands for none
     */
    record Numbers(IntToLongFunction of, long missing) implements SortKey {}

    /** Text, ordered by code point; null where there is none. */
    record Texts(IntFunction<@Nullable String> of) implements SortKey {
        /** Of a row that has one. */
        String text(int ordinal) {
            return Objects.requireNonNull(of.apply(ordinal));
        }
    }

    /**
     * A list of texts as one text that orders as the list does, element by element: Postgres has no text with the
     * character that joins them.
     */
    static String ofList(List<String> texts) {
        return String.join("\0", texts);
    }
}
