package ocs.pulse.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics that the dashboard and the alert rules in {@code docker/} ask for. */
public final class ExportedMetrics {
    private static final Pattern NAME = Pattern.compile("\\b(?:pulse|jvm|process|kafka)_[a-z0-9_]+\\b");
    private static final Path DOCKER = Path.of("..", "docker");

    private ExportedMetrics() {}

    /** Those of them that a scrape does not have. */
    public static Set<String> missing(String scrape) throws IOException {
        Set<String> missing = asked();
        missing.removeIf(
                name -> Pattern.compile("(?m)^" + name + "[{ ]").matcher(scrape).find());
        return missing;
    }

    public static Set<String> asked() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path file : Set.of(
                DOCKER.resolve(Path.of("grafana", "ocs-pulse.json")),
                DOCKER.resolve(Path.of("prometheus", "alerts.yml")))) {
            Matcher name = NAME.matcher(Files.readString(file));
            while (name.find()) {
                names.add(name.group());
            }
        }
        return names;
    }
}
