package ocs.pulse.query.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashSet;
import java.util.Set;
import ocs.pulse.query.BadParameter;
import ocs.pulse.query.Parameters;

/** One filter triplet as it was written: {@code filter_N_column}, {@code filter_N_operator}, {@code filter_N_value}. */
record FilterText(int number, String column, String operator, String value) {
    private static final ObjectReader JSON =
            JsonMapper.builder().build().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static FilterText parse(Parameters parameters, int number) {
        return new FilterText(
                number,
                part(parameters, number, "column"),
                part(parameters, number, "operator"),
                part(parameters, number, "value"));
    }

    private static String part(Parameters parameters, int number, String part) {
        String name = name(number, part);
        return parameters
                .one(name)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new BadParameter(name, "A filter needs a column, an operator and a value"));
    }

    static String name(int number, String part) {
        return "filter_" + number + "_" + part;
    }

    /** The value as a JSON list of at least one text or whole number, each as text. */
    Set<String> list() {
        Set<String> texts = new LinkedHashSet<>();
        for (JsonNode element : json()) {
            if (!element.isTextual() && !element.isIntegralNumber()) {
                throw badValue("Takes a JSON list of texts");
            }
            texts.add(element.asText());
        }
        if (texts.isEmpty()) {
            throw badValue("Takes a JSON list of at least one value");
        }
        return texts;
    }

    private JsonNode json() {
        try {
            JsonNode json = JSON.readTree(value);
            if (json.isArray()) {
                return json;
            }
        } catch (JsonProcessingException notJson) {
            throw badValue("Takes a JSON list, not '" + value + "'");
        }
        throw badValue("Takes a JSON list, not '" + value + "'");
    }

    BadParameter badColumn(String message) {
        return new BadParameter(name(number, "column"), message);
    }

    BadParameter badOperator(String message) {
        return new BadParameter(name(number, "operator"), message);
    }

    BadParameter badValue(String message) {
        return new BadParameter(name(number, "value"), message);
    }
}
