package ocs.pulse.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import ocs.pulse.source.Finding;

/** What a check found, in words and as an exit status. */
record Findings(List<Finding> findings) {
    private static final JsonMapper JSON = new JsonMapper();

    /** What is printed for machines. */
    private record Printed(int status, List<One> findings) {}

    private record One(String code, String severity, String message, String sql) {}

    /** 0: nothing is wrong; 1: warnings; 2: capture must not start. */
    int status() {
        return findings.stream()
                .mapToInt(finding -> finding.severity().ordinal())
                .max()
                .orElse(0);
    }

    String json() {
        List<One> all = findings.stream()
                .map(finding -> new One(finding.code().text(), severity(finding), finding.line(), finding.sql()))
                .toList();
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(new Printed(status(), all)) + "\n";
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("Findings cannot be written", failure);
        }
    }

    String table(boolean kafkaToo) {
        StringBuilder text = new StringBuilder();
        int widest = findings.stream()
                .mapToInt(finding -> finding.code().text().length())
                .max()
                .orElse(0);
        for (Finding finding : findings) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-8s %-" + Math.max(1, widest) + "s  %s%n",
                    severity(finding),
                    finding.code().text(),
                    finding.line()));
            finding.sql().lines().forEach(line -> text.append(" ".repeat(11 + widest))
                    .append(line)
                    .append('\n'));
        }
        return text + summary() + (kafkaToo ? "" : " Kafka was not looked at (--kafka HOST:PORT).") + "\n";
    }

    private String summary() {
        return switch (status()) {
            case 0 -> "Capture may start.";
            case 1 -> "Capture may start; " + count(Finding.Severity.WARNING) + " to look at.";
            default -> "Capture must not start: " + count(Finding.Severity.STOP) + " to mend.";
        };
    }

    private String count(Finding.Severity severity) {
        return findings.stream()
                        .filter(finding -> finding.severity() == severity)
                        .collect(Collectors.counting())
                + (severity == Finding.Severity.STOP ? " thing(s)" : " warning(s)");
    }

    private static String severity(Finding finding) {
        return finding.severity().name().toLowerCase(Locale.ROOT);
    }
}
