package ocs.pulse.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A Kafka broker inside this process, on loopback: one node that is its own controller, with its log on disk, so that
 * the next start on the same directory goes on where this one was, also after a kill. One process may use a directory
 * at a time.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final String NODE = "1";
    /** The file in the home directory that says where the broker listens. */
    private static final String ADDRESS = "address";

    private final Path home;
    private final int port;
    private final KraftNode node;
    private final DirectoryLock lock;
    private boolean closed;

    private EmbeddedKafka(Path home, int port, KraftNode node, DirectoryLock lock) {
        this.home = home;
        this.port = port;
        this.node = node;
        this.lock = lock;
    }

    /** A broker on any free port. */
    public static EmbeddedKafka start(Path home) {
        return start(home, LoopbackPort.ANY, Map.of());
    }

    /**
     * A broker whose log is in the home directory, or comes to be there.
     *
     * @param port where it listens; 0 for any free port
     * @param settings of the broker, in place of and on top of the usual ones
     * @throws CannotStart if the directory is in use, the port taken or the broker does not come up
     */
    public static EmbeddedKafka start(Path home, int port, Map<String, String> settings) {
        Path absolute = home.toAbsolutePath().normalize();
        DirectoryLock lock = DirectoryLock.take(absolute);
        try {
            int listening = LoopbackPort.free(port, "Kafka");
            Map<String, String> all = usual(absolute.resolve("log"), listening, controllerPort(listening));
            all.putAll(settings);
            if (KraftNode.wasKilled(absolute.resolve("log"))) {
                KraftNode.fenceTheDead(absolute.resolve("log"), all);
            }
            KraftNode node = KraftNode.start(absolute.resolve("log"), all);
            Files.writeString(absolute.resolve(ADDRESS), LoopbackPort.HOST + ":" + listening);
            return new EmbeddedKafka(absolute, listening, node, lock);
        } catch (IOException failure) {
            lock.close();
            throw new CannotStart("Kafka did not start in " + absolute + ": " + failure, failure);
        } catch (RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    /** Where the broker of this home directory listens, if it was started and not stopped. */
    public static Optional<String> addressIn(Path home) {
        try {
            Path file = home.resolve(ADDRESS);
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException unreadable) {
            throw new CannotStart("The address of Kafka in " + home + " cannot be read: " + unreadable, unreadable);
        }
    }

    public int port() {
        return port;
    }

    /** What clients take as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return LoopbackPort.HOST + ":" + port;
    }

    /** Completes, with a {@link CannotStart}, if the broker ends by itself, as on a full disk. */
    public CompletableFuture<RuntimeException> failure() {
        return node.failure().copy();
    }

    /** Stops the broker and returns when it is down; a second call does nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        node.close();
        try {
            Files.deleteIfExists(home.resolve(ADDRESS));
        } catch (IOException failure) {
            throw new UncheckedIOException("The address of Kafka in " + home + " cannot be taken away", failure);
        } finally {
            lock.close();
        }
    }

    private static int controllerPort(int brokerPort) {
        int port = LoopbackPort.free(LoopbackPort.ANY, "the Kafka controller");
        return port == brokerPort ? controllerPort(brokerPort) : port;
    }

    private static Map<String, String> usual(Path log, int port, int controllerPort) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", NODE);
        settings.put(
                "listeners",
                "BROKER://" + LoopbackPort.HOST + ":" + port + ",CONTROLLER://" + LoopbackPort.HOST + ":"
                        + controllerPort);
        settings.put("advertised.listeners", "BROKER://" + LoopbackPort.HOST + ":" + port);
        settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "BROKER");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", NODE + "@" + LoopbackPort.HOST + ":" + controllerPort);
        settings.put("log.dirs", log.toString());
        settings.put("auto.create.topics.enable", "false");
        // After a kill the controller waits for the dead broker's session before it lets the new one in. Much shorter
        // than this, and a busy machine fences its only broker: every such election can leave a transaction hanging.
        settings.put("broker.session.timeout.ms", "6000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", "1000");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        // The next transaction begins while the last one's end is being written: it is in a moment, and not in 20 ms.
        settings.put("add.partitions.to.txn.retry.backoff.ms", "2");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        // 128 MiB of heap otherwise.
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(32 << 20));
        // Nine tenths full, as it would be otherwise, the buffer is searched longer than everything else takes.
        settings.put("log.cleaner.io.buffer.load.factor", "0.5");
        settings.put("log.cleaner.backoff.ms", "5000");
        // A page of the ledger may hold long descriptions.
        settings.put("message.max.bytes", Integer.toString(64 << 20));
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        return settings;
    }
}
