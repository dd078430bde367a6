package ocs.pulse.capture;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/**
 * Asks capture to read rows again: JSON in {@value #TOPIC}, which capture does one after the other, each to its end.
 *
 * @param id tells this request from others
 * @param table the table's name without schema
 * @param first lowest id, included
 * @param last highest id, included
 * @param condition SQL that the rows meet; null where all rows of the range are meant
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RepairRequest(
        String id,
        String table,
        long first,
        long last,
        @Nullable String condition) {
    /** One partition. */
    public static final String TOPIC = "ocs.signals";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern BETWEEN = Pattern.compile("id\\s+between\\s+(-?\\d{1,18})\\s+and\\s+(-?\\d{1,18})");
    private static final Pattern BOUND = Pattern.compile("id\\s*(=|>=|<=|>|<)\\s*(-?\\d{1,18})");

    /** Every row of a table. */
    public static RepairRequest whole(String id, SourceTable table) {
        return new RepairRequest(id, table.relation(), Long.MIN_VALUE, Long.MAX_VALUE, null);
    }

    /** The rows that an SQL condition names; one that does no more than bound the id is a range. */
    public static RepairRequest where(String id, SourceTable table, String condition) {
        String text = condition.strip().toLowerCase(java.util.Locale.ROOT);
        Matcher between = BETWEEN.matcher(text);
        if (between.matches()) {
            return new RepairRequest(
                    id, table.relation(), Long.parseLong(between.group(1)), Long.parseLong(between.group(2)), null);
        }
        RepairRequest request = whole(id, table);
        for (String part : text.split("\\s+and\\s+", -1)) {
            Matcher bound = BOUND.matcher(part.strip());
            if (!bound.matches()) {
                return new RepairRequest(id, table.relation(), Long.MIN_VALUE, Long.MAX_VALUE, condition.strip());
            }
            request = request.within(bound.group(1), Long.parseLong(bound.group(2)));
        }
        return request;
    }

    private RepairRequest within(String operator, long bound) {
        long low =
                switch (operator) {
                    case "=", ">=" -> bound;
                    case ">" -> bound + 1;
                    default -> Long.MIN_VALUE;
                };
        long high =
                switch (operator) {
                    case "=", "<=" -> bound;
                    case "<" -> bound - 1;
                    default -> Long.MAX_VALUE;
                };
        return new RepairRequest(id, table, Math.max(first, low), Math.min(last, high), condition);
    }

    /** Whether all rows of the range are read, so that those that do not come are gone from the source. */
    public boolean sweeps() {
        return condition == null;
    }

    public byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A request cannot be written", failure);
        }
    }

    /** Empty for what is no request. */
    static Optional<RepairRequest> ofJson(byte @Nullable [] json) {
        try {
            return json == null ? Optional.empty() : Optional.of(JSON.readValue(json, RepairRequest.class));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
