package ocs.pulse.capture;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** What a repair tells, as records that a worker's converter writes byte by byte as they came. */
final class RepairOutbox implements RepairRecords.Sender {
    private static final JsonMapper JSON = new JsonMapper();
    /** Keeps the order of the fields. */
    private static final TypeReference<LinkedHashMap<String, Object>> FIELDS = new TypeReference<>() {};

    private final String topic;
    private List<SourceRecord> waiting = new ArrayList<>();

    RepairOutbox(String topic) {
        this.topic = topic;
    }

    @Override
    public void send(byte @Nullable [] key, byte[] value) {
        waiting.add(new SourceRecord(
                ConnectConfig.PARTITION,
                Map.of(),
                topic,
                0,
                null,
                key == null ? null : fields(key),
                null,
                fields(value)));
    }

    /** What has been sent since the last call, in its order. */
    List<SourceRecord> take() {
        List<SourceRecord> taken = waiting;
        waiting = new ArrayList<>();
        return taken;
    }

    private static Map<String, Object> fields(byte[] json) {
        try {
            return JSON.readValue(json, FIELDS);
        } catch (IOException failure) {
            throw new UncheckedIOException("A record of a repair cannot be read", failure);
        }
    }
}
