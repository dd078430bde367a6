package ocs.pulse.query.table;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import ocs.pulse.query.BadParameter;
import ocs.pulse.query.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a table is asked for, and in which order: by number, or from a cursor on.
 *
 * @param page counted from 1; ignored with a cursor
 * @param question what the rows were asked by, for cursors to belong to
 */
public record PageRequest(
        int page, int pageSize, Sort sort, @Nullable String cursor, String question) {
    /** The parameters that every table takes. */
    public static final Set<String> PARAMETERS = Set.of("page", "page_size", Sort.PARAMETER, Cursor.PARAMETER);

    public static final int STANDARD_SIZE = 25;
    public static final int LARGEST_SIZE = 200;

    /**
     * Reads the four parameters.
     *
     * @param table its name, so that the cursor of one table is none of another
     * @param otherwise the order where none is asked for
     */
    public static PageRequest parse(Parameters parameters, String table, Set<String> sortable, Sort otherwise) {
        Optional<String> cursor = parameters.one(Cursor.PARAMETER);
        if (cursor.isPresent() && parameters.one("page").isPresent()) {
            throw new BadParameter("page", "Is counted by the cursor, where one is given");
        }
        Sort sort = Sort.parse(parameters, sortable, otherwise);
        return new PageRequest(
                parameters.number("page", 1, Integer.MAX_VALUE).orElse(1),
                parameters.number("page_size", 1, LARGEST_SIZE).orElse(STANDARD_SIZE),
                sort,
                cursor.orElse(null),
                question(parameters, table, sort));
    }

    private static String question(Parameters parameters, String table, Sort sort) {
        TreeMap<String, List<String>> others = new TreeMap<>(parameters.values());
        others.keySet().removeAll(PARAMETERS);
        return table + ' ' + sort + ' ' + others;
    }

    /** The page, with only its own rows filled in. */
    public <R> Page<R> of(long teamId, Rows<R> rows) {
        long digest = Cursor.digest(teamId + " " + question);
        if (cursor == null) {
            return page(rows, OrderedRows.of(rows, sort), page, (page - 1L) * pageSize, digest);
        }
        Cursor from = Cursor.decode(cursor);
        if (from.question() != digest) {
            throw new BadParameter(Cursor.PARAMETER, "Belongs to another question: its team, table, sort or filters");
        }
        return page(rows, OrderedRows.of(rows, sort).after(from), from.page(), 0, digest);
    }

    /** Every row in the order that is asked for, one after the other; pages have no say. */
    public <R> void forEach(Rows<R> rows, Consumer<? super R> consumer) {
        for (int ordinal : OrderedRows.of(rows, sort).slice(0, Integer.MAX_VALUE)) {
            consumer.accept(rows.row(ordinal));
        }
    }

    private <R> Page<R> page(Rows<R> rows, OrderedRows ordered, int number, long from, long digest) {
        int total = rows.matching().cardinality();
        int[] found = ordered.slice(from, pageSize + 1);
        boolean more = found.length > pageSize;
        int[] ordinals = more ? Arrays.copyOf(found, pageSize) : found;
        return new Page<>(
                Arrays.stream(ordinals).mapToObj(rows::row).toList(),
                number,
                pageSize,
                total,
                (int) ((total + pageSize - 1L) / pageSize),
                more,
                number > 1,
                more ? next(rows, ordinals[pageSize - 1], number, digest) : null);
    }

    private String next(Rows<?> rows, int last, int number, long digest) {
        Cursor.Key key = Cursor.Key.of(rows.key(sort.column()), last);
        return new Cursor(digest, number + 1, rows.id(last), key).encode();
    }
}
