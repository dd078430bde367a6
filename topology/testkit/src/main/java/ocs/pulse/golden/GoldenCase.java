package ocs.pulse.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.zip.GZIPInputStream;
import ocs.pulse.query.Parameters;

/**
 * One question and its answer.
 *
 * @param params the question's parameters as the case states them
 * @param expect the answer; missing where {@code expectStatus} is there
 * @param quirk the answer has an accident of the original in it, see {@link JsonDifference}
 */
public record GoldenCase(
        String id,
        String endpoint,
        String teamSlug,
        JsonNode params,
        JsonNode expect,
        OptionalInt expectStatus,
        boolean quirk) {

    /** All cases of {@code small-a} or {@code medium}, in order. */
    public static List<GoldenCase> load(String dataset) {
        List<GoldenCase> cases = new ArrayList<>();
        for (JsonNode node : read("/golden/" + dataset + ".cases.json.gz")) {
            cases.add(new GoldenCase(
                    node.get("id").asText(),
                    node.get("endpoint").asText(),
                    node.get("team_slug").asText(),
                    node.get("params"),
                    node.path("expect"),
                    node.has("expect_status")
                            ? OptionalInt.of(node.get("expect_status").asInt())
                            : OptionalInt.empty(),
                    node.path("quirk").asBoolean()));
        }
        return cases;
    }

    /**
     * The query parameters that ask this over HTTP, every list as a repeated parameter. Where the case names one chatbot,
     * it is {@code experiment_id} still (a part of the path, or {@code chatbot}).
     */
    public Parameters parameters() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (endpoint.startsWith("dashboard/") && params.has("start_date")) {
            values.put("date_range", List.of("custom"));
        }
        params.properties().forEach(param -> {
            List<String> texts = new ArrayList<>();
            if (param.getValue().isArray()) {
                param.getValue().forEach(one -> texts.add(one.asText()));
            } else {
                texts.add(param.getValue().asText());
            }
            if (!texts.isEmpty()) {
                values.put(param.getKey(), texts);
            }
        });
        return new Parameters(values);
    }

    @Override
    public String toString() {
        return id + " " + endpoint + " " + params;
    }

    private static JsonNode read(String resource) {
        try (InputStream file =
                new GZIPInputStream(Objects.requireNonNull(GoldenCase.class.getResourceAsStream(resource), resource))) {
            return new ObjectMapper().readTree(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
