package ocs.pulse.capture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;

/**
 * The engine's store of offsets: holds what it is given at the start and keeps nothing. The offset that lasts is in the
 * {@link Checkpoint}, which is written together with the records.
 */
public final class StartOffsets extends MemoryOffsetBackingStore {
    /** The engine's setting with the key to continue from, as JSON; absent for a fresh start. */
    static final String KEY = "offset.storage.start.key";

    /** The engine's setting with the offset to continue from, as JSON. */
    static final String VALUE = "offset.storage.start.value";

    @Override
    public void configure(WorkerConfig config) {
        super.configure(config);
        Object key = config.originals().get(KEY);
        Object value = config.originals().get(VALUE);
        if (key != null && value != null) {
            data.put(bytes(key), bytes(value));
        }
    }

    private static ByteBuffer bytes(Object json) {
        return ByteBuffer.wrap(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Set<Map<String, Object>> connectorPartitions(String connectorName) {
        return Set.of();
    }
}
