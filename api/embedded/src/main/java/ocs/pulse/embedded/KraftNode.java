package ocs.pulse.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;

/** The one place that touches the broker's internal API, which may change with every release of Kafka. */
final class KraftNode implements AutoCloseable {
    /** With less than this on its disk, bytes, a broker that failed did so for want of it: one batch may be as large. */
    private static final long ROOM = 64 << 20;

    /** Written by a broker that stops in order. */
    private static final String CLEAN_SHUTDOWN = ".kafka_cleanshutdown";

    private static final Duration FENCE_PATIENCE = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(50);

    /** Not a setting of the broker: the id of the cluster that a node is formatted for. */
    static final String CLUSTER_ID = "cluster.id";

    private final KafkaRaftServer server;
    private final CompletableFuture<RuntimeException> failure;

    private KraftNode(KafkaRaftServer server, CompletableFuture<RuntimeException> failure) {
        this.server = server;
        this.failure = failure;
    }

    /** Formats the log directory unless it is formatted, and returns when the broker answers. */
    static KraftNode start(Path log, Map<String, String> settings) throws IOException {
        // The mark is written last, so a directory without it holds nothing that counts.
        if (!Files.exists(log.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
            format(log, settings);
        }
        CompletableFuture<RuntimeException> failure = new CompletableFuture<>();
        reportInsteadOfHalting(log, failure);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties(settings), false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException refused) {
            throw new CannotStart("Kafka did not start in " + log + ": " + refused.getMessage(), refused);
        }
        return new KraftNode(server, failure);
    }

    /** Whether the broker of this log directory ended without an orderly stop. */
    static boolean wasKilled(Path log) {
        return Files.exists(log.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))
                && !Files.exists(log.resolve(CLEAN_SHUTDOWN));
    }

    /**
     * Lets the controller alone take note that the only broker died. Otherwise the next start leads its partitions from the
     * first moment, by what was true before the kill, and once more when it is let in; a transaction that was being
     * committed at the kill can be called complete in between without its markers, and nobody reads on behind it.
     */
    static void fenceTheDead(Path log, Map<String, String> settings) {
        Map<String, String> alone = new LinkedHashMap<>(settings);
        alone.put("process.roles", "controller");
        alone.computeIfPresent("listeners", (name, all) -> all.replaceFirst("^BROKER://[^,]*,", ""));
        alone.remove("advertised.listeners");
        alone.remove("inter.broker.listener.name");
        alone.put("broker.session.timeout.ms", "1000");
        KafkaRaftServer controller = new KafkaRaftServer(KafkaConfig.fromProps(properties(alone), false), Time.SYSTEM);
        controller.startup();
        try {
            long end = System.nanoTime() + FENCE_PATIENCE.toNanos();
            while (activeBrokers() != 0) {
                if (System.nanoTime() > end) {
                    throw new CannotStart("Kafka's controller in " + log + " did not take note within " + FENCE_PATIENCE
                            + " that the broker was killed; start again on a less busy machine");
                }
                LockSupport.parkNanos(LOOK.toNanos());
            }
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }

    /** -1 while the controller does not know. */
    private static int activeBrokers() {
        try {
            ObjectName counts = new ObjectName("kafka.controller:type=KafkaController,name=ActiveBrokerCount");
            ObjectName fenced = new ObjectName("kafka.controller:type=KafkaController,name=FencedBrokerCount");
            MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
            int dead = ((Number) beans.getAttribute(fenced, "Value")).intValue();
            return dead == 0 ? -1 : ((Number) beans.getAttribute(counts, "Value")).intValue();
        } catch (InstanceNotFoundException early) {
            return -1;
        } catch (JMException unreadable) {
            throw new IllegalStateException("The controller's figures cannot be read", unreadable);
        }
    }

    /** A broker that cannot write any more ends its process without a word; here it ends only itself, and says why. */
    private static void reportInsteadOfHalting(Path log, CompletableFuture<RuntimeException> failure) {
        Exit.Procedure report = (status, message) -> failure.complete(new CannotStart(reason(log)));
        Exit.setHaltProcedure(report);
        Exit.setExitProcedure(report);
    }

    private static String reason(Path log) {
        try {
            long free = Files.getFileStore(log).getUsableSpace();
            return free < ROOM
                    ? "Kafka cannot write its log in " + log + " (No space left on device): make room and start again"
                    : "Kafka cannot use its log in " + log + " any more: see what it wrote above, and start again";
        } catch (IOException gone) {
            return "Kafka's log in " + log + " is gone (" + gone + "): bring it back and start again";
        }
    }

    /** Completes, with the reason, if the broker ends by itself. */
    CompletableFuture<RuntimeException> failure() {
        return failure;
    }

    private static void format(Path log, Map<String, String> settings) throws IOException {
        Files.createDirectories(log);
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setClusterId(
                            settings.getOrDefault(CLUSTER_ID, Uuid.randomUuid().toString()))
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
        properties.remove(CLUSTER_ID);
        return properties;
    }

    @Override
    public void close() {
        if (failure.isDone()) {
            // It has let go of its log already; an orderly end would wait for what it can no longer write.
            return;
        }
        server.shutdown();
        server.awaitShutdown();
    }
}
