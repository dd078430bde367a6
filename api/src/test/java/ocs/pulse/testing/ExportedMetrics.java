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
    private static final Pattern NAME = Pattern.compile("\\b((?:pulse|jvm|process|kafka)_[a-z0-9_]+)\\b");
    private static final Pattern GROWTH = Pattern.compile("\\b(?:rate|irate|increase)\\(([a-z0-9_]+)");
    private static final Path DOCKER = Path.of("..", "docker");

    private ExportedMetrics() {}

    /** Those of them that a scrape does not have. */
    public static Set<String> missing(String scrape) throws IOException {
        Set<String> missing = asked();
        missing.removeIf(
                name -> Pattern.compile("(?m)^" + name + "[{ ]").matcher(scrape).find());
        return missing;
    }

    /** Those that are asked how fast they grow, or for a quantile, and are no counter in a scrape. */
    public static Set<String> notCounted(String scrape) throws IOException {
        Set<String> names = found(GROWTH);
        names.removeIf(name -> Pattern.compile("(?m)^# TYPE " + family(name) + " (?:counter|histogram|summary)$")
                .matcher(scrape)
                .find());
        return names;
    }

    private static String family(String name) {
        return name.replaceFirst("_(?:bucket|count|sum)$", "");
    }

    public static Set<String> asked() throws IOException {
        return found(NAME);
    }

    private static Set<String> found(Pattern pattern) throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path file : Set.of(
                DOCKER.resolve(Path.of("grafana", "ocs-pulse.json")),
                DOCKER.resolve(Path.of("prometheus", "alerts.yml")))) {
            Matcher name = pattern.matcher(Files.readString(file));
            while (name.find()) {
                names.add(name.group(1));
            }
        }
        return names;
    }
}
