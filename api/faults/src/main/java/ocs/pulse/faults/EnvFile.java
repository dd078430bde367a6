package ocs.pulse.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Variables as docker's env files have them: {@code NAME=value} lines, comments after {@code #}. */
final class EnvFile {
    private EnvFile() {}

    /** One of docker/, as packed into this program. */
    static Map<String, String> read(String name) {
        try (InputStream in = EnvFile.class.getResourceAsStream("/docker/" + name)) {
            if (in == null) {
                throw new IOException("docker/" + name + " is missing from the class path");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Map<String, String> parse(String text) {
        Map<String, String> variables = new TreeMap<>();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .forEach(pair -> variables.put(pair[0], pair.length == 2 ? pair[1] : ""));
        return variables;
    }

    /** Properties of a broker from {@code KAFKA_*} variables, as its image makes them. */
    static Map<String, String> brokerProperties(Map<String, String> variables) {
        Map<String, String> properties = new TreeMap<>();
        variables.forEach((name, value) -> properties.put(
                name.substring("KAFKA_".length()).toLowerCase(Locale.ROOT).replace('_', '.'), value));
        return properties;
    }
}
