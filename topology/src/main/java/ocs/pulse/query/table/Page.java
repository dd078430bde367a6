package ocs.pulse.query.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a table.
 *
 * @param page counted from 1; with a cursor, counted on from the page that gave it
 * @param totalCount rows of all pages
 * @param nextCursor where the next page begins; null on the last page
 */
public record Page<R>(
        List<R> results,
        int page,
        int pageSize,
        int totalCount,
        int totalPages,
        boolean hasNext,
        boolean hasPrevious,
        @Nullable String nextCursor) {

    public Page {
        results = List.copyOf(results);
    }
}
