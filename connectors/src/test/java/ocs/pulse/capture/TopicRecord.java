package ocs.pulse.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** One record of the changes topic; absent parts are JSON's missing node. */
record TopicRecord(
        long offset, JsonNode key, JsonNode value, @Nullable String position) {
    private static final JsonMapper JSON = new JsonMapper();

    static TopicRecord of(ConsumerRecord<byte[], byte[]> record) {
        var header = record.headers().lastHeader(Position.HEADER);
        return new TopicRecord(
                record.offset(),
                json(record.key()),
                json(record.value()),
                header == null ? null : new String(header.value(), StandardCharsets.US_ASCII));
    }

    private static JsonNode json(byte @Nullable [] bytes) {
        try {
            return bytes == null
                    ? com.fasterxml.jackson.databind.node.MissingNode.getInstance()
                    : JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    boolean isRow() {
        return value.has("op");
    }

    String table() {
        return value.path("source").path("table").asText();
    }

    String op() {
        return value.path("op").asText();
    }

    boolean isStreamedRow() {
        return isRow() && value.path("source").path("snapshot").asText("false").equals("false");
    }

    boolean isRowOf(String table) {
        return isRow() && table().equals(table);
    }
}
