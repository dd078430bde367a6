package ocs.pulse.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;

/** The one place that touches the broker's internal API, which may change with every release of Kafka. */
final class KraftNode implements AutoCloseable {

    private final KafkaRaftServer server;

    private KraftNode(KafkaRaftServer server) {
        this.server = server;
    }

    /** Formats the log directory unless it is formatted, and returns when the broker answers. */
    static KraftNode start(Path log, Map<String, String> settings) throws IOException {
        // The mark is written last, so a directory without it holds nothing that counts.
        if (!Files.exists(log.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
            format(log, settings);
        }
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties(settings), false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException failure) {
            throw new CannotStart("Kafka did not start in " + log + ": " + failure.getMessage(), failure);
        }
        return new KraftNode(server);
    }

    private static void format(Path log, Map<String, String> settings) throws IOException {
        Files.createDirectories(log);
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(Integer.parseInt(settings.getOrDefault("node.id", "1")))
                    .setControllerListenerName(settings.getOrDefault("controller.listener.names", "CONTROLLER"))
                    .setMetadataLogDirectory(log.toString())
                    .setDirectories(List.of(log.toString()))
                    .run();
        } catch (IOException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException("Could not format " + log, failure);
        }
    }

    private static Properties properties(Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
