package ocs.pulse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How the stages run.
 *
 * @param kafka settings of every Kafka client, {@code bootstrap.servers} among them
 * @param stateDirectory where the stores and the name of this instance are kept
 * @param partitions into how many partitions teams are divided; fixed by the first start
 * @param commitInterval how often is committed what came just now; a change becomes visible within about two of these
 * @param storeMemory the most that RocksDB's caches and write buffers take, bytes
 * @param viewMemory the most that team views take, bytes of heap
 * @param threads stream threads
 * @param retention how long records between the stages are kept
 * @param cluster how this instance stands among others
 */
public record StreamsSettings(
        Map<String, String> kafka,
        Path stateDirectory,
        int partitions,
        Duration commitInterval,
        long storeMemory,
        long viewMemory,
        int threads,
        Duration retention,
        ClusterSettings cluster) {

    public StreamsSettings {
        kafka = Map.copyOf(kafka);
    }

    /** The settings as they are unless somebody says otherwise. */
    public static StreamsSettings of(String bootstrapServers, Path stateDirectory) {
        return new StreamsSettings(
                Map.of("bootstrap.servers", bootstrapServers),
                stateDirectory,
                4,
                Duration.ofMillis(30),
                256L << 20,
                512L << 20,
                2,
                Duration.ofDays(7),
                ClusterSettings.ALONE);
    }
}
