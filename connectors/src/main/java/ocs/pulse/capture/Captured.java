package ocs.pulse.capture;

import java.util.Map;
import ocs.pulse.source.HeartbeatTable;
import ocs.pulse.tables.SourceTable;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** What a record of the engine is. */
sealed interface Captured {

    /** A row of a snapshot: it has no place in the stream. */
    record SnapshotRow(String table) implements Captured {}

    /** A streamed step of a row, or a truncate of a table. */
    record StreamedRow(String table, long transaction, long lsn, long committedAt) implements Captured {}

    /** Follows a delete and belongs to it. */
    record Tombstone() implements Captured {}

    /**
     * A transaction's begin or end.
     *
     * @param name tells it from others, the same in every replay: {@code BEGIN:571}
     */
    record Marker(String name) implements Captured {}

    /**
     * The engine's word on its snapshot, such as {@code STARTED} and {@code COMPLETED}.
     *
     * @param table of which all rows have come, without schema; empty for every other word
     */
    record Notification(String aggregate, String type, String table) implements Captured {}

    /** The engine's own sign of life; not the heartbeat row. It is not sent. */
    record EngineBeat() implements Captured {}

    static Captured of(SourceRecord record) {
        if (record.value() == null) {
            return new Tombstone();
        }
        if (!(record.value() instanceof Struct value)) {
            throw new IllegalStateException("A record without structure on " + record.topic());
        }
        if (value.schema().field("op") != null) {
            return row(value);
        }
        if (value.schema().field("data_collections") != null) {
            String id = value.getString("id");
            return new Marker(value.getString("status") + ":" + id.substring(0, id.indexOf(':')));
        }
        if (value.schema().field("aggregate_type") != null) {
            return new Notification(value.getString("aggregate_type"), value.getString("type"), scannedTable(value));
        }
        return new EngineBeat();
    }

    /** The primary key of a row; null for a truncate. */
    static @Nullable Long id(SourceRecord record) {
        return record.key() instanceof Struct key && key.schema().field(SourceTable.PRIMARY_KEY) != null
                ? ((Number) key.get(SourceTable.PRIMARY_KEY)).longValue()
                : null;
    }

    private static String scannedTable(Struct notification) {
        Map<String, String> more = notification.getMap("additional_data");
        String table = more == null ? "" : more.getOrDefault("scanned_collection", "");
        return table.substring(table.lastIndexOf('.') + 1);
    }

    private static Captured row(Struct envelope) {
        Struct source = envelope.getStruct("source");
        String snapshot = source.getString("snapshot");
        // A logical message is of no table; only the heartbeat's come here.
        String table = envelope.getString("op").equals("m") ? HeartbeatTable.RELATION : source.getString("table");
        if (snapshot != null && !snapshot.equals("false")) {
            return new SnapshotRow(table);
        }
        return new StreamedRow(table, source.getInt64("txId"), source.getInt64("lsn"), source.getInt64("ts_ms"));
    }
}
