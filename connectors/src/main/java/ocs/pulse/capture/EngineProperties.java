package ocs.pulse.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import ocs.pulse.source.Heartbeat;
import ocs.pulse.source.HeartbeatTable;
import ocs.pulse.source.SourceAddress;
import ocs.pulse.source.SourceLayout;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/** The engine's settings, each of them with its reason. */
final class EngineProperties {
    /** The engine's name for this database: the prefix of its own topic names, which are all routed away. */
    static final String PREFIX = "pulse";

    private EngineProperties() {}

    static Properties of(CaptureSettings settings, SourceLayout layout, @Nullable Map<String, Object> offset) {
        Properties engine = connector(settings, layout);
        offsets(engine, offset);
        engine.setProperty("record.processing.threads", "1");
        engine.setProperty("record.processing.shutdown.timeout.ms", "1000");
        engine.setProperty("task.management.timeout.ms", "60000");
        return engine;
    }

    /** Those of the connector itself, wherever it runs. */
    static Properties connector(CaptureSettings settings, SourceLayout layout) {
        Properties engine = new Properties();
        engine.setProperty("name", PREFIX);
        engine.setProperty("topic.prefix", PREFIX);
        engine.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        database(engine, settings);
        tables(engine, settings, layout);
        snapshot(engine);
        routing(engine, settings);
        heartbeat(engine, settings);
        pace(engine, settings);
        // A restart inside the engine would continue behind what it read, not behind what we acknowledged.
        engine.setProperty("errors.max.retries", "0");
        return engine;
    }

    private static void database(Properties engine, CaptureSettings settings) {
        SourceAddress address = settings.address();
        engine.setProperty("database.hostname", address.host());
        engine.setProperty("database.port", Integer.toString(address.port()));
        engine.setProperty("database.user", address.user());
        engine.setProperty("database.password", address.password());
        engine.setProperty("database.dbname", address.database());
        address.options().forEach((name, value) -> engine.setProperty("database." + name, value));
        engine.setProperty("plugin.name", "pgoutput");
        engine.setProperty("slot.name", settings.names().slot());
        engine.setProperty("publication.name", settings.names().publication());
        // "filtered" would publish every column, message text included.
        engine.setProperty("publication.autocreate.mode", "disabled");
        // The others lose the gap in silence when the slot was lost.
        engine.setProperty("offset.mismatch.strategy", "trust_offset");
        engine.setProperty("slot.max.retries", "3");
        engine.setProperty("slot.retry.delay.ms", "1000");
    }

    private static void tables(Properties engine, CaptureSettings settings, SourceLayout layout) {
        List<String> tables = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (SourceTable table : layout.columns().keySet()) {
            tables.add(table.qualifiedName());
            layout.names(table).forEach(column -> columns.add(literally(table.qualifiedName() + "." + column)));
        }
        if (settings.terms().heartbeat() == Heartbeat.TABLE) {
            tables.add(HeartbeatTable.QUALIFIED_NAME);
            HeartbeatTable.COLUMNS.forEach(
                    column -> columns.add(literally(HeartbeatTable.QUALIFIED_NAME + "." + column)));
        }
        // Plain names keep this order in the snapshot; one pattern would go by the alphabet.
        engine.setProperty("table.include.list", String.join(",", tables));
        // The snapshot does not look at the publication's column list.
        engine.setProperty("column.include.list", String.join(",", columns));
        engine.setProperty("skipped.operations", "none");
        engine.setProperty("tombstones.on.delete", "true");
        engine.setProperty("provide.transaction.metadata", "true");
    }

    private static String literally(String name) {
        return name.replace(".", "\\.");
    }

    private static void snapshot(Properties engine) {
        engine.setProperty("snapshot.mode", "initial");
        // More threads would break the order of the tables.
        engine.setProperty("snapshot.max.threads", "1");
        engine.setProperty("notification.enabled.channels", "sink");
        engine.setProperty("notification.sink.topic.name", PREFIX + ".notifications");
    }

    private static void routing(Properties engine, CaptureSettings settings) {
        engine.setProperty("transforms", "route");
        engine.setProperty("transforms.route.type", "io.debezium.transforms.ByLogicalTableRouter");
        engine.setProperty(
                "transforms.route.topic.regex", PREFIX + "\\." + Pattern.quote(SourceTable.SCHEMA) + "\\..*");
        engine.setProperty("transforms.route.topic.replacement", settings.changesTopic());
        engine.setProperty("transforms.route.key.field.name", "__table");
        engine.setProperty("transforms.route.key.field.regex", PREFIX + "\\.(.*)");
        engine.setProperty("transforms.route.key.field.replacement", "$1");
    }

    private static void offsets(Properties engine, @Nullable Map<String, Object> offset) {
        engine.setProperty("offset.storage", StartOffsets.class.getName());
        if (offset != null) {
            engine.setProperty(StartOffsets.KEY, "[\"" + PREFIX + "\",{\"server\":\"" + PREFIX + "\"}]");
            engine.setProperty(StartOffsets.VALUE, Checkpoint.offsetJson(offset));
        }
    }

    private static void heartbeat(Properties engine, CaptureSettings settings) {
        if (settings.heartbeat().isZero()) {
            return;
        }
        engine.setProperty(
                "heartbeat.interval.ms", Long.toString(settings.heartbeat().toMillis()));
        engine.setProperty(
                "heartbeat.action.query", settings.terms().heartbeat().beat());
        // Logical messages of other programs are none of ours.
        engine.setProperty("message.prefix.include.list", HeartbeatTable.RELATION);
    }

    private static void pace(Properties engine, CaptureSettings settings) {
        engine.setProperty(
                "poll.interval.ms", Long.toString(settings.pollInterval().toMillis()));
        engine.setProperty("max.batch.size", "2048");
        engine.setProperty("max.queue.size", "8192");
        engine.setProperty("snapshot.fetch.size", "4096");
        engine.setProperty("status.update.interval.ms", "1000");
    }
}
