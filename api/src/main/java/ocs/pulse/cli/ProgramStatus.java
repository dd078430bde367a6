package ocs.pulse.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a running program is doing, from what it says to everybody: its health and its metrics. No team shows.
 *
 * @param health the body of {@code /health/ready}
 * @param metrics the values of {@code /metrics} by name with labels; what is not known is absent
 */
record ProgramStatus(JsonNode health, Map<String, Double> metrics) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ELSEWHERE = "in another process";
    private static final String RESTARTS = "pulse_capture_restarts_total";
    private static final Pattern SAMPLE = Pattern.compile("(pulse_[a-z_]+(?:\\{[^}]*})?) (\\S+)");
    private static final Pattern TABLE = Pattern.compile("pulse_snapshot_rows\\{table=\"([^\"]+)\"}");
    private static final Pattern STATE = Pattern.compile("pulse_capture_state\\{state=\"([^\"]+)\"}");

    static ProgramStatus of(String health, String prometheus) throws JsonProcessingException {
        Map<String, Double> metrics = new TreeMap<>();
        prometheus.lines().forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches() && !sample.group(2).equals("NaN")) {
                metrics.put(sample.group(1), Double.valueOf(sample.group(2)));
            }
        });
        return new ProgramStatus(JSON.readTree(health), metrics);
    }

    String json() {
        ObjectNode all = JSON.createObjectNode();
        all.set("health", health);
        all.put("capture_state", state());
        ObjectNode values = all.putObject("metrics");
        metrics.forEach((name, value) -> values.put(name, value));
        return all.toPrettyString() + "\n";
    }

    /** One screen. */
    String screen() {
        StringBuilder text = new StringBuilder();
        line(text, "ready", health.path("ready").asBoolean() ? "yes" : "no");
        health.path("waiting_for").forEach(what -> line(text, "  waits for", what.asText()));
        health.path("degraded").forEach(table -> line(text, "  degraded", table.asText()));
        line(text, "capture", state() + restarts());
        line(text, "last heartbeat", show("pulse_capture_heartbeat_age_seconds", "%.3f s ago"));
        line(text, "lag", seconds("pulse_lag_seconds"));
        line(text, "log behind", megabytes("pulse_slot_behind_bytes"));
        line(text, "log retained", megabytes("pulse_slot_retained_bytes") + limit());
        line(text, "dead letters", whole("pulse_ledger_dead_letters"));
        line(text, "parked rows", whole("pulse_ledger_parked"));
        PartitionLines partitions = new PartitionLines(metrics);
        partitions.members().forEach(member -> line(text, "instance", member));
        partitions.lines().forEach((partition, words) -> line(text, "partition " + partition, words));
        if (state().equals("snapshot")) {
            line(text, "snapshot, time left", seconds("pulse_snapshot_left_seconds"));
            tables(text);
        }
        return text.toString();
    }

    private String state() {
        return metrics.entrySet().stream()
                .filter(metric -> metric.getValue() == 1)
                .map(metric -> STATE.matcher(metric.getKey()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElse(ELSEWHERE);
    }

    private String restarts() {
        return state().equals(ELSEWHERE) ? "" : ", restarted " + whole(RESTARTS) + " times";
    }

    private String limit() {
        Double limit = metrics.get("pulse_slot_limit_bytes");
        Double retained = metrics.get("pulse_slot_retained_bytes");
        if (limit == null || retained == null) {
            return "";
        }
        return limit < 0
                ? ", no limit (max_slot_wal_keep_size)"
                : String.format(
                        Locale.ROOT, " of at most %.0f MB (%.0f %%)", limit / (1 << 20), 100 * retained / limit);
    }

    private void tables(StringBuilder text) {
        metrics.forEach((name, rows) -> {
            Matcher table = TABLE.matcher(name);
            if (table.matches()) {
                line(text, "  " + table.group(1), rows(rows, "{table=\"" + table.group(1) + "\"}"));
            }
        });
    }

    private String rows(double rows, String table) {
        return SnapshotWords.of(
                rows,
                metrics.get("pulse_snapshot_rows_expected" + table),
                metrics.get("pulse_snapshot_table_left_seconds" + table));
    }

    private String whole(String name) {
        return show(name, "%,.0f");
    }

    private String seconds(String name) {
        return show(name, "%.3f s");
    }

    private String megabytes(String name) {
        Double bytes = metrics.get(name);
        return bytes == null ? "unknown" : String.format(Locale.ROOT, "%.1f MB", bytes / (1 << 20));
    }

    private String show(String name, String format) {
        Double value = metrics.get(name);
        return value == null ? "unknown" : String.format(Locale.ROOT, format, value);
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "%-32s %s%n", name, value));
    }
}
