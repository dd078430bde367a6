package ocs.pulse.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who holds which partition, in words, from what one instance says of its group. */
final class PartitionLines {
    private static final Pattern OWNER = Pattern.compile(
            "pulse_partition_owner\\{here=\"(.*)\",member=\"(.*)\",partition=\"(\\d+)\",role=\"(.*)\"}");
    private static final Pattern LAG =
            Pattern.compile("pulse_partition_lag_seconds\\{partition=\"(\\d+)\",role=\"(.*)\"}");
    private static final Pattern RESTORE = Pattern.compile("pulse_partition_restore_left\\{partition=\"(\\d+)\"}");

    private static final String APPLIES = "active";

    private final Map<Integer, List<String>> words = new TreeMap<>();
    private final TreeSet<String> members = new TreeSet<>();

    /** @param metrics values by name with labels */
    PartitionLines(Map<String, Double> metrics) {
        metrics.forEach((name, value) -> {
            Matcher restore = RESTORE.matcher(name);
            if (restore.matches()) {
                of(restore.group(1));
            }
        });
        for (String role : List.of(APPLIES, "standby")) {
            metrics.keySet().forEach(name -> owner(OWNER.matcher(name), role));
        }
        metrics.forEach((name, value) -> {
            Matcher lag = LAG.matcher(name);
            if (lag.matches()) {
                add(lag.group(1), "%s here %.3f s behind", word(lag.group(2)), value);
            }
            Matcher restore = RESTORE.matcher(name);
            if (restore.matches() && value > 0) {
                add(restore.group(1), "%,.0f records to restore here", value);
            }
        });
    }

    private void owner(Matcher owner, String role) {
        if (owner.matches() && owner.group(4).equals(role)) {
            String member = owner.group(2) + (Boolean.parseBoolean(owner.group(1)) ? " (this one)" : "");
            members.add(member);
            add(owner.group(3), "%s at %s", word(role), member);
        }
    }

    private static String word(String role) {
        return role.equals(APPLIES) ? "applied" : "copy";
    }

    private void add(String partition, String format, Object... values) {
        of(partition).add(String.format(Locale.ROOT, format, values));
    }

    private List<String> of(String partition) {
        return words.computeIfAbsent(Integer.valueOf(partition), number -> new ArrayList<>());
    }

    /** Every instance that holds something. */
    List<String> members() {
        return List.copyOf(members);
    }

    /** A line for each partition. */
    Map<Integer, String> lines() {
        Map<Integer, String> lines = new TreeMap<>();
        words.forEach((partition, said) -> lines.put(partition, said.isEmpty() ? "nobody" : String.join(", ", said)));
        return lines;
    }
}
