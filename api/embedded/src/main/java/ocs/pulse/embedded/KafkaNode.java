package ocs.pulse.embedded;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * One node of a cluster of brokers as a process of its own. It runs until its standard input ends, so that it does not outlive
 * whoever started it, or until a signal.
 */
public final class KafkaNode {
    private static final int FAILED = 1;

    private KafkaNode() {}

    /**
     * @param arguments a file with the broker's properties, {@code node.id}, {@code log.dirs}, the listeners and
     *     {@code controller.quorum.voters} among them, and the {@code cluster.id} that all nodes have in common
     */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> settings = read(Path.of(arguments[0]));
        String log = settings.get("log.dirs");
        if (log == null) {
            throw new CannotStart("log.dirs is missing in " + arguments[0] + ": name a directory");
        }
        try (KraftNode node = KraftNode.start(Path.of(log), settings)) {
            var unused = node.failure().thenAccept(KafkaNode::end);
            Runtime.getRuntime().addShutdownHook(new Thread(node::close));
            while (System.in.read() >= 0) {
                // Nobody writes.
            }
        }
    }

    /** A broker that has failed cannot be stopped in order; whoever watches the process starts it again. */
    private static void end(RuntimeException failure) {
        System.err.println(failure.getMessage());
        Runtime.getRuntime().halt(FAILED);
    }

    private static Map<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }
}
