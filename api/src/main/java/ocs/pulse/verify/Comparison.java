package ocs.pulse.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What SQL said between two answers, figure by figure. Fields that only the answers have (labels, links) are none of SQL's
 * business; rows that only the answers have are.
 */
record Comparison(Map<String, JsonNode> before, Map<String, JsonNode> truth, Map<String, JsonNode> after) {
    private static final Pattern LABELS =
            Pattern.compile(".*\\.(bin_start|bin_end|label|experiment_url|participant_url)");

    /** Every figure that is SQL's business. */
    Set<String> figures() {
        Set<String> all = new TreeSet<>(truth.keySet());
        all.addAll(before.keySet());
        all.addAll(after.keySet());
        all.removeIf(figure -> LABELS.matcher(figure).matches());
        return all;
    }

    /** Both answers say the same. */
    boolean stoodStill(String figure) {
        return Objects.equals(before.get(figure), after.get(figure));
    }

    /** SQL says what one of the answers does. */
    boolean agrees(String figure) {
        return agrees(figure, before) || agrees(figure, after);
    }

    private boolean agrees(String figure, Map<String, JsonNode> answer) {
        JsonNode expected = truth.get(figure);
        JsonNode actual = answer.get(figure);
        return expected != null
                && actual != null
                && Differences.firstAt(figure, expected, actual).isEmpty();
    }

    Verdict.Difference difference(String figure) {
        return new Verdict.Difference(figure, text(truth.get(figure)), text(after.get(figure)));
    }

    private static String text(@Nullable JsonNode node) {
        return node == null ? "absent" : node.toString();
    }
}
