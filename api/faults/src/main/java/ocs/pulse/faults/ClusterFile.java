package ocs.pulse.faults;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/**
 * What the first start of a cluster chose and every later one in the same directory takes again: brokers know each other by
 * these ports, and their logs belong to this id.
 */
record ClusterFile(String clusterId, List<Integer> ports) {
    private static final String NAME = "cluster.properties";

    /** As the directory has it; else made, with free ports. */
    static ClusterFile of(Path home, int ports) {
        Path file = home.resolve(NAME);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(home);
                new ClusterFile(Uuid.randomUuid().toString(), Ports.free(ports)).write(file);
            }
            ClusterFile known = read(file);
            if (known.ports().size() != ports) {
                throw new IllegalArgumentException(
                        file + " is of a cluster of another size: choose another directory, or its number of servers");
            }
            return known;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("cluster.id", clusterId);
        properties.setProperty("ports", ports.stream().map(String::valueOf).collect(Collectors.joining(",")));
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            properties.store(writer, "The local cluster of this directory");
        }
    }

    private static ClusterFile read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return new ClusterFile(
                properties.getProperty("cluster.id", ""),
                Arrays.stream(properties.getProperty("ports", "").split(","))
                        .map(Integer::valueOf)
                        .toList());
    }
}
