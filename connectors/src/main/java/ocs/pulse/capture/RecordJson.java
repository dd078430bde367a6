package ocs.pulse.capture;

import java.util.Map;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Keys and values as they stand in the topic: JSON without schemas. Not for two threads at once. */
final class RecordJson {
    private final JsonConverter keys = converter(true);
    private final JsonConverter values = converter(false);

    private static JsonConverter converter(boolean isKey) {
        JsonConverter converter = new JsonConverter();
        // Otherwise a null in a column that has a default would become that default.
        converter.configure(Map.of("schemas.enable", "false", "replace.null.with.default", "false"), isKey);
        return converter;
    }

    byte @Nullable [] key(SourceRecord record) {
        return record.key() == null ? null : keys.fromConnectData(record.topic(), record.keySchema(), record.key());
    }

    byte @Nullable [] value(SourceRecord record) {
        return record.value() == null
                ? null
                : values.fromConnectData(record.topic(), record.valueSchema(), record.value());
    }
}
