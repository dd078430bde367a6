package ocs.pulse.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The single figures of an answer, each by a name that stays when rows come and go: an element of a list is known by its
 * key ({@code $.results[id=7].message_count}), a text by itself, not by its place. Lists of numbers, which are counts by
 * hour, go by place.
 */
final class Leaves {
    private static final List<String> KEYS = List.of("id", "date", "experiment_id", "participant_id", "platform");

    private Leaves() {}

    static Map<String, JsonNode> of(JsonNode answer) {
        Map<String, JsonNode> leaves = new TreeMap<>();
        collect("$", answer, leaves);
        return leaves;
    }

    private static void collect(String at, JsonNode node, Map<String, JsonNode> leaves) {
        if (node.isObject()) {
            node.properties().forEach(field -> collect(at + "." + field.getKey(), field.getValue(), leaves));
        } else if (node.isArray()) {
            Map<String, Integer> seen = new HashMap<>();
            for (int i = 0; i < node.size(); i++) {
                String key = key(node.get(i), i);
                // One that comes twice is another figure.
                int times = seen.merge(key, 1, Integer::sum);
                collect(at + "[" + key + (times == 1 ? "" : " again " + times) + "]", node.get(i), leaves);
            }
        } else {
            leaves.put(at, node);
        }
    }

    private static String key(JsonNode element, int index) {
        if (element.isTextual()) {
            return element.textValue();
        }
        return KEYS.stream()
                .filter(element::has)
                .findFirst()
                .map(name -> name + "=" + element.get(name).asText())
                .orElse(Integer.toString(index));
    }
}
