package ocs.pulse.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import ocs.pulse.query.Parameters;
import ocs.pulse.query.table.Page;
import ocs.pulse.team.Answer;

/** Reads a table to its end, from cursor to cursor or by the numbers of its pages. */
final class Pages {
    private final Map<String, List<String>> asked;
    private final boolean byCursor;

    Pages(Map<String, List<String>> asked, boolean byCursor) {
        this.asked = asked;
        this.byCursor = byCursor;
    }

    static Map<String, List<String>> parameters(Random random, List<String> columns) {
        Map<String, List<String>> asked = new HashMap<>();
        if (random.nextInt(4) > 0) {
            asked.put("sort", List.of((random.nextBoolean() ? "-" : "") + Choices.one(random, columns)));
        }
        asked.put("page_size", List.of(Integer.toString(1 + random.nextInt(4))));
        return asked;
    }

    /** All rows in their order, as one answer. */
    <R> Answer<Object> read(Function<Parameters, Answer<Page<R>>> ask) {
        List<R> rows = new ArrayList<>();
        Answer<Page<R>> answer = ask.apply(new Parameters(asked));
        Page<R> page = answer.value();
        rows.addAll(page.results());
        while (page.hasNext()) {
            int next = page.page() + 1;
            Map<String, List<String>> more = new HashMap<>(asked);
            if (byCursor) {
                more.put("cursor", List.of(java.util.Objects.requireNonNull(page.nextCursor())));
            } else {
                more.put("page", List.of(Integer.toString(next)));
            }
            page = ask.apply(new Parameters(more)).value();
            assertThat(page.page()).isEqualTo(next);
            rows.addAll(page.results());
        }
        assertThat(rows).hasSize(page.totalCount());
        return new Answer<>(
                rows,
                answer.watermarkLsn(),
                answer.watermarkAt(),
                answer.asOf(),
                answer.incomplete(),
                answer.version());
    }
}
