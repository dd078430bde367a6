package ocs.pulse.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has been measured: printed as it comes, in the end with ratios, and written as JSON. */
final class Report {
    static final String PULSE = "pulse";

    private final PrintStream out;
    private final Map<String, Object> setting = new LinkedHashMap<>();
    private final List<Measured> times = new ArrayList<>();
    private final Map<String, Object> figures = new LinkedHashMap<>();

    Report(PrintStream out) {
        this.out = out;
    }

    void setting(String name, Object value) {
        setting.put(name, value);
        out.printf("%s: %s%n", name, value);
    }

    void add(Measured time) {
        times.add(time);
        out.printf(
                "%-12s %-58s %-12s %s%10.2f %10.2f %10.2f  n=%d%s%n",
                time.piece(),
                time.what(),
                time.who(),
                time.finished() ? " " : ">",
                time.p50(),
                time.p99(),
                time.max(),
                time.samples(),
                ratio(time));
        out.flush();
    }

    /** Something that is no time. */
    void figure(String name, Object value) {
        figures.put(name, value);
        out.printf("%-71s %s%n", name, value);
        out.flush();
    }

    /** How many times as long a rival took as the program did for the same. */
    private String ratio(Measured rival) {
        if (rival.who().equals(PULSE)) {
            return "";
        }
        Optional<Measured> ours = times.stream()
                .filter(one -> one.who().equals(PULSE)
                        && one.piece().equals(rival.piece())
                        && one.what().equals(rival.what()))
                .findFirst();
        return ours.map(it -> String.format("  x%.1f of pulse", rival.p50() / it.p50()))
                .orElse("");
    }

    void head() {
        out.printf("%-12s %-58s %-12s %11s %10s %10s%n", "piece", "what", "who", "p50 ms", "p99 ms", "max ms");
    }

    void write(Path file) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("setting", setting);
        all.put("times_ms", times);
        all.put("figures", figures);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println("written to " + file);
    }
}
