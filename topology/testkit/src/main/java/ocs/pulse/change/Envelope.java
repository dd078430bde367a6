package ocs.pulse.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of {@code ocs.changes} for tests, as Debezium does.
 *
 * @param key JSON
 * @param value JSON, null for a tombstone
 */
public record Envelope(String key, @Nullable String value) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public byte[] keyBytes() {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    public byte @Nullable [] valueBytes() {
        return value == null ? null : value.getBytes(StandardCharsets.UTF_8);
    }

    public static Envelope insert(Row row, long transaction, long lsn) {
        return of("c", row, columns(row), transaction, lsn, "false");
    }

    public static Envelope update(Row row, long transaction, long lsn) {
        return of("u", row, columns(row), transaction, lsn, "false");
    }

    /** An update in which this column is a long text that did not change. */
    public static Envelope updateKeeping(String column, Row row, long transaction, long lsn) {
        ObjectNode after = columns(row).put(column, KeptText.PLACEHOLDER);
        return of("u", row, after, transaction, lsn, "false");
    }

    /** A delete of which nothing but the key is known. */
    public static Envelope delete(SourceTable table, long id, long transaction, long lsn) {
        ObjectNode envelope = envelope("d", table, transaction, lsn, "false");
        envelope.putObject("before").put("id", id);
        envelope.putNull("after");
        return new Envelope(key(table, id), text(envelope));
    }

    public static Envelope tombstone(SourceTable table, long id) {
        return new Envelope(key(table, id), null);
    }

    public static Envelope truncate(SourceTable table, long transaction, long lsn) {
        return new Envelope("{}", text(envelope("t", table, transaction, lsn, "false")));
    }

    public boolean truncates(SourceTable table) {
        return truncate(table, 0, 0).key.equals(key)
                && value != null
                && value.contains("\"op\":\"t\"")
                && value.contains("\"" + table.relation() + "\"");
    }

    public static Envelope snapshot(Row row, long lsn) {
        return of("r", row, columns(row), 0, lsn, "true");
    }

    public static Envelope incremental(Row row) {
        return of("r", row, columns(row), 0, 0, "incremental");
    }

    public static Envelope heartbeat(long transaction, long lsn) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode().put("op", "u");
        source(envelope, Envelopes.HEARTBEAT_RELATION, transaction, lsn, "false");
        return new Envelope("{\"id\":1,\"__table\":\"public.pulse_heartbeat\"}", text(envelope));
    }

    public static Envelope begin(long transaction) {
        return new Envelope("{}", "{\"status\":\"BEGIN\",\"id\":\"" + transaction + ":7\",\"ts_ms\":5}");
    }

    public static Envelope end(long transaction) {
        return new Envelope(
                "{}", "{\"status\":\"END\",\"id\":\"" + transaction + ":7\",\"event_count\":1,\"ts_ms\":5}");
    }

    /** @param type {@code STARTED}, {@code COMPLETED}, ... */
    public static Envelope notification(String type) {
        return new Envelope("{}", "{\"id\":\"x\",\"aggregate_type\":\"Initial Snapshot\",\"type\":\"" + type + "\"}");
    }

    /** @param step {@code STARTED} or {@code COMPLETED} */
    public static Envelope repair(String step, SourceTable table, long first, long last) {
        return repair(step, table, first, last, true);
    }

    /** @param sweeps whether every row of the range is read */
    public static Envelope repair(String step, SourceTable table, long first, long last, boolean sweeps) {
        ObjectNode mark = JsonNodeFactory.instance
                .objectNode()
                .put(Envelopes.REPAIR, step)
                .put("id", "repair of " + table)
                .put("table", table.qualifiedName())
                .put("first", first)
                .put("last", last)
                .put("sweeps", sweeps);
        return new Envelope("{}", text(mark));
    }

    /** A row whose columns nobody can read. */
    public static Envelope unreadable(SourceTable table, long id, long transaction, long lsn) {
        ObjectNode envelope = envelope("u", table, transaction, lsn, "false");
        envelope.putObject("after").put("id", "no number");
        return new Envelope(key(table, id), text(envelope));
    }

    private static Envelope of(String op, Row row, ObjectNode after, long transaction, long lsn, String snapshot) {
        ObjectNode envelope = envelope(op, row.table(), transaction, lsn, snapshot);
        envelope.putNull("before");
        envelope.set("after", after);
        return new Envelope(key(row.table(), row.id()), text(envelope));
    }

    private static ObjectNode envelope(String op, SourceTable table, long transaction, long lsn, String snapshot) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode().put("op", op);
        source(envelope, table.relation(), transaction, lsn, snapshot);
        return envelope;
    }

    private static void source(ObjectNode envelope, String relation, long transaction, long lsn, String snapshot) {
        envelope.putObject("source")
                .put("schema", SourceTable.SCHEMA)
                .put("table", relation)
                .put("txId", transaction)
                .put("lsn", lsn)
                .put("snapshot", snapshot)
                .put("ts_ms", lsn);
    }

    private static String key(SourceTable table, long id) {
        return "{\"id\":" + id + ",\"__table\":\"" + table.qualifiedName() + "\"}";
    }

    private static String text(ObjectNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode columns(Row row) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", row.id());
        if (row instanceof Row.ContentType it) {
            json.put("app_label", it.appLabel()).put("model", it.model());
        } else if (row instanceof Row.Team it) {
            json.put("name", it.name()).put("slug", it.slug());
        } else if (row instanceof Row.Experiment it) {
            json.put("team_id", it.teamId())
                    .put("name", it.name())
                    .put("description", it.description())
                    .put("is_archived", it.archived())
                    .put("working_version_id", it.workingVersionId())
                    .put("pipeline_id", it.pipelineId());
        } else if (row instanceof Row.Participant it) {
            json.put("team_id", it.teamId())
                    .put("name", it.name())
                    .put("identifier", it.identifier())
                    .put("platform", it.platform())
                    .put("remote_id", it.remoteId());
        } else if (row instanceof Row.Channel it) {
            json.put("team_id", it.teamId())
                    .put("experiment_id", it.experimentId())
                    .put("platform", it.platform())
                    .put("deleted", it.deleted())
                    .put("name", it.name());
        } else if (row instanceof Row.Tag it) {
            json.put("team_id", it.teamId())
                    .put("name", it.name())
                    .put("category", it.category())
                    .put("is_system_tag", it.system());
        } else if (row instanceof Row.Chat it) {
            json.put("team_id", it.teamId());
        } else if (row instanceof Row.Session it) {
            session(json, it);
        } else if (row instanceof Row.Message it) {
            json.put("chat_id", it.chatId())
                    .put("message_type", it.type())
                    .put("created_at", PgTime.format(it.createdAt()));
        } else if (row instanceof Row.Tagging it) {
            json.put("team_id", it.teamId())
                    .put("tag_id", it.tagId())
                    .put("content_type_id", it.contentTypeId())
                    .put("object_id", it.objectId());
        } else if (row instanceof Row.Trace it) {
            json.put("team_id", it.teamId())
                    .put("experiment_id", it.experimentId())
                    .put("session_id", it.sessionId())
                    .put("timestamp", PgTime.format(it.timestamp()))
                    .put("duration", it.durationMs())
                    .put("status", it.status());
        }
        return json;
    }

    private static void session(ObjectNode json, Row.Session it) {
        Long endedAt = it.endedAt();
        json.put("team_id", it.teamId())
                .put("external_id", it.externalId())
                .put("experiment_id", it.experimentId())
                .put("participant_id", it.participantId())
                .put("chat_id", it.chatId())
                .put("experiment_channel_id", it.channelId())
                .put("status", it.status())
                .put("created_at", PgTime.format(it.createdAt()))
                .put("ended_at", endedAt == null ? null : PgTime.format(endedAt));
        if (!it.platformAbsent()) {
            json.put("platform", it.platform());
        }
    }
}
