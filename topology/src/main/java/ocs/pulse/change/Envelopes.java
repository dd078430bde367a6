package ocs.pulse.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Optional;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of {@code ocs.changes}: Debezium's row envelopes, transaction metadata and notifications as JSON
 * without schemas, and the marks that {@code pulse repair} sets. Never throws for what a record holds.
 */
public final class Envelopes {
    /** The table whose one row the capture writes now and then; also the prefix of the logical message in its place. */
    public static final String HEARTBEAT_RELATION = "pulse_heartbeat";

    /**
     * The field that tells a mark of {@code pulse repair}; its value is {@code STARTED}, {@code COMPLETED} or
     * {@code REFUSED}.
     */
    public static final String REPAIR = "pulse_repair";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Envelopes() {}

    public static SourceEvent decode(byte @Nullable [] key, byte @Nullable [] value) {
        if (value == null) {
            return new SourceEvent.Ignored("tombstone");
        }
        JsonNode envelope;
        try {
            envelope = JSON.readTree(value);
        } catch (IOException e) {
            return new SourceEvent.Unreadable("The value is no JSON", tableOf(key));
        }
        if (envelope == null || !envelope.isObject()) {
            return new SourceEvent.Unreadable("The value is no JSON object", tableOf(key));
        }
        if (envelope.has("op")) {
            return row(key, envelope);
        }
        if (envelope.has("aggregate_type")) {
            return notification(envelope);
        }
        if (envelope.has(REPAIR)) {
            return repair(envelope);
        }
        if (envelope.has("status") && envelope.has("id")) {
            return transaction(envelope);
        }
        return tableOf(key) == null
                ? new SourceEvent.Ignored("no envelope")
                : new SourceEvent.Unreadable("The envelope has no op", tableOf(key));
    }

    private static SourceEvent row(byte @Nullable [] key, JsonNode envelope) {
        JsonNode source = envelope.path("source");
        String relation = source.path("table").asText();
        String op = envelope.path("op").asText();
        if (op.equals("m")) {
            return envelope.path("message").path("prefix").asText().equals(HEARTBEAT_RELATION)
                    ? new SourceEvent.HeartbeatSeen(position(source))
                    : new SourceEvent.Ignored("logical message");
        }
        if (relation.equals(HEARTBEAT_RELATION)) {
            return op.equals("c") || op.equals("u")
                    ? new SourceEvent.HeartbeatSeen(position(source))
                    : new SourceEvent.Ignored("heartbeat " + op);
        }
        Optional<SourceTable> table = SourceTable.ofRelation(relation);
        if (table.isEmpty()) {
            SourceTable keyed = tableOf(key);
            return keyed == null
                    ? new SourceEvent.Ignored("table " + relation)
                    : new SourceEvent.Unreadable("The envelope has no source.table", keyed);
        }
        try {
            return row(table.get(), op, key, envelope, source);
        } catch (UnreadableColumn e) {
            return new SourceEvent.Unreadable(table.get().relation() + ": " + e.getMessage(), table.get());
        }
    }

    private static SourceEvent row(
            SourceTable table, String op, byte @Nullable [] key, JsonNode envelope, JsonNode source) {
        return switch (op) {
            case "r" -> {
                boolean incremental = source.path("snapshot").asText().equals("incremental");
                LogPosition at = position(source);
                yield new SourceEvent.RowSeen(
                        after(table, envelope), incremental, new LogPosition(0, at.lsn(), at.committedAt()));
            }
            case "c", "u" -> {
                boolean incomplete = hasPlaceholder(envelope.path("after"));
                yield new SourceEvent.RowChanged(after(table, envelope), incomplete, position(source));
            }
            case "d" -> new SourceEvent.RowDeleted(table, idOf(key, envelope), position(source));
            case "t" -> new SourceEvent.Truncated(table, position(source));
            default -> new SourceEvent.Unreadable(table.relation() + ": unknown op", table);
        };
    }

    private static Row after(SourceTable table, JsonNode envelope) {
        JsonNode after = envelope.path("after");
        if (!after.isObject()) {
            throw new UnreadableColumn("after is missing");
        }
        return RowReader.read(table, new Columns(after));
    }

    private static boolean hasPlaceholder(JsonNode after) {
        for (JsonNode value : after) {
            if (value.isTextual() && value.textValue().equals(KeptText.PLACEHOLDER)) {
                return true;
            }
        }
        return false;
    }

    /** A delete's key names the row; its before image may hold nothing but the key. */
    private static long idOf(byte @Nullable [] key, JsonNode envelope) {
        JsonNode keyed = parseKey(key);
        JsonNode holder = keyed.has(SourceTable.PRIMARY_KEY) ? keyed : envelope.path("before");
        return new Columns(holder).integer(SourceTable.PRIMARY_KEY);
    }

    private static LogPosition position(JsonNode source) {
        return new LogPosition(
                source.path("txId").asLong(),
                source.path("lsn").asLong(),
                source.path("ts_ms").asLong());
    }

    private static SourceEvent transaction(JsonNode envelope) {
        if (!envelope.path("status").asText().equals("END")) {
            return new SourceEvent.Ignored("transaction begins");
        }
        String id = envelope.path("id").asText();
        int colon = id.indexOf(':');
        try {
            long transaction = Long.parseLong(colon < 0 ? id : id.substring(0, colon));
            return new SourceEvent.TransactionEnded(
                    transaction, envelope.path("ts_ms").asLong());
        } catch (NumberFormatException e) {
            return new SourceEvent.Unreadable("A transaction's end has no number", null);
        }
    }

    private static SourceEvent notification(JsonNode envelope) {
        String type = envelope.path("type").asText();
        if (!envelope.path("aggregate_type").asText().equals("Initial Snapshot")) {
            return new SourceEvent.Ignored("notification");
        }
        return switch (type) {
            case "STARTED" -> new SourceEvent.SnapshotStarted();
            case "COMPLETED" -> new SourceEvent.SnapshotCompleted();
            case "ABORTED" -> new SourceEvent.SnapshotAborted();
            default -> new SourceEvent.Ignored("snapshot " + type);
        };
    }

    private static SourceEvent repair(JsonNode envelope) {
        String id = envelope.path("id").asText();
        if (envelope.path(REPAIR).asText().equals("REFUSED")) {
            return new SourceEvent.RepairRefused(id, envelope.path("reason").asText());
        }
        String table = envelope.path("table").asText();
        Optional<SourceTable> repaired = SourceTable.ofRelation(relation(table));
        if (repaired.isEmpty()) {
            return new SourceEvent.Unreadable("A repair names no table", null);
        }
        try {
            Columns mark = new Columns(envelope);
            return switch (envelope.path(REPAIR).asText()) {
                case "STARTED" ->
                    new SourceEvent.RepairStarted(
                            id, repaired.get(), mark.integer("first"), mark.integer("last"), mark.flag("sweeps"));
                case "COMPLETED" -> new SourceEvent.RepairCompleted(id, repaired.get());
                default -> new SourceEvent.Unreadable("A repair is neither started nor completed", repaired.get());
            };
        } catch (UnreadableColumn e) {
            return new SourceEvent.Unreadable("A repair: " + e.getMessage(), repaired.get());
        }
    }

    private static @Nullable SourceTable tableOf(byte @Nullable [] key) {
        return SourceTable.ofRelation(relation(parseKey(key).path("__table").asText()))
                .orElse(null);
    }

    private static String relation(String qualified) {
        return qualified.substring(qualified.lastIndexOf('.') + 1);
    }

    private static JsonNode parseKey(byte @Nullable [] key) {
        if (key == null) {
            return MissingNode.getInstance();
        }
        try {
            JsonNode parsed = JSON.readTree(key);
            return parsed == null ? MissingNode.getInstance() : parsed;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
