package ocs.pulse.capture;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.source.TransactionContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/**
 * What Debezium's task is told of its worker: all as it is, but for the offset, which is the one to continue from.
 *
 * @param offset null: nothing is to be continued
 */
record ContinuedContext(SourceTaskContext worker, @Nullable Map<String, Object> offset) implements SourceTaskContext {

    @Override
    public Map<String, String> configs() {
        return worker.configs();
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
        return new OffsetStorageReader() {
            @Override
            public <T> @Nullable Map<String, Object> offset(Map<String, T> partition) {
                return offset;
            }

            @Override
            public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
                Map<Map<String, T>, Map<String, Object>> all = new HashMap<>();
                partitions.forEach(partition -> all.put(partition, offset));
                return all;
            }
        };
    }

    @Override
    public @Nullable TransactionContext transactionContext() {
        return worker.transactionContext();
    }

    @Override
    public PluginMetrics pluginMetrics() {
        return worker.pluginMetrics();
    }
}
