package ocs.pulse.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import ocs.pulse.source.TableReader;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/** What a repair writes into the topic of changes: rows in the engine's own form, and marks around them. */
final class RepairRecords {
    private static final JsonMapper JSON = new JsonMapper();

    /** Takes records for the topic of changes, in order. */
    interface Sender {
        void send(byte @Nullable [] key, byte[] value);
    }

    private final Sender sender;
    private final String database;
    private final Clock clock;

    RepairRecords(Sender sender, String database, Clock clock) {
        this.sender = sender;
        this.database = database;
        this.clock = clock;
    }

    /** A row as an incremental snapshot tells it. */
    void row(SourceTable table, TableReader.Row row, long lsn) {
        ObjectNode key = JsonNodeFactory.instance.objectNode();
        key.put(SourceTable.PRIMARY_KEY, row.id()).put("__table", table.qualifiedName());
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.putNull("before").set("after", row.columns());
        long now = clock.millis();
        envelope.putObject("source")
                .put("connector", "postgresql")
                .put("name", EngineProperties.PREFIX)
                .put("ts_ms", now)
                .put("snapshot", "incremental")
                .put("db", database)
                .put("schema", SourceTable.SCHEMA)
                .put("table", table.relation())
                .putNull("txId")
                .put("lsn", lsn);
        envelope.put("op", "r").put("ts_ms", now).putNull("transaction");
        sender.send(bytes(key), bytes(envelope));
    }

    void started(RepairRequest request) {
        mark(request, "STARTED");
    }

    void completed(RepairRequest request) {
        mark(request, "COMPLETED");
    }

    void refused(String id, String reason) {
        sender.send(
                null,
                bytes(JsonNodeFactory.instance
                        .objectNode()
                        .put("pulse_repair", "REFUSED")
                        .put("id", id)
                        .put("reason", reason)));
    }

    private void mark(RepairRequest request, String step) {
        sender.send(
                null,
                bytes(JsonNodeFactory.instance
                        .objectNode()
                        .put("pulse_repair", step)
                        .put("id", request.id())
                        .put("table", request.table())
                        .put("first", request.first())
                        .put("last", request.last())
                        .put("sweeps", request.sweeps())));
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A record of a repair cannot be written", failure);
        }
    }
}
