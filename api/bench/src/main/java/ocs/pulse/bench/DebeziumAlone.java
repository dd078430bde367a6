package ocs.pulse.bench;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.format.Json;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The engine that the program captures with, by itself, into a consumer that counts rows and drops them. */
final class DebeziumAlone implements AutoCloseable {
    private static final String SLOT = "bench";

    private final Database database;
    private final AtomicLong rows = new AtomicLong();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final DebeziumEngine<ChangeEvent<String, String>> engine;

    private volatile String listened = "";
    private volatile boolean heard;

    /** Of all tables that are measured, from now on; returns when its slot is read. */
    static DebeziumAlone streaming(Database database) throws SQLException {
        DebeziumAlone alone =
                new DebeziumAlone(database, "no_data", "public.chat_chatmessage,public.experiments_experimentsession");
        alone.awaitStreaming();
        return alone;
    }

    /** A snapshot of the messages. */
    static DebeziumAlone ofMessages(Database database) {
        return new DebeziumAlone(database, "initial", "public.chat_chatmessage");
    }

    private DebeziumAlone(Database database, String snapshot, String tables) {
        this.database = database;
        this.engine = DebeziumEngine.create(Json.class)
                .using(properties(URI.create(database.uri()), snapshot, tables))
                .notifying(this::drop)
                .build();
        thread.execute(engine);
    }

    private void drop(
            List<ChangeEvent<String, String>> batch,
            DebeziumEngine.RecordCommitter<ChangeEvent<String, String>> committer)
            throws InterruptedException {
        for (ChangeEvent<String, String> event : batch) {
            if (event.value() != null && event.value().contains(listened)) {
                heard = true;
            }
            committer.markProcessed(event);
        }
        committer.markBatchFinished();
        rows.addAndGet(batch.size());
    }

    /** Waits until so many rows have come by. */
    void await(long wanted) {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(30);
        while (rows.get() < wanted) {
            if (System.nanoTime() > until) {
                throw new BenchFailed("Debezium alone has handed over " + rows + " rows of " + wanted);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** From now on it listens for a change that contains this text. */
    void listenFor(String text) {
        listened = text;
        heard = false;
    }

    /** Waits until it has handed that change over. */
    void awaitHeard() {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!heard) {
            if (System.nanoTime() > until) {
                throw new BenchFailed("Debezium alone has not handed over " + listened);
            }
            Thread.onSpinWait();
        }
    }

    private void awaitStreaming() throws SQLException {
        while (database.count("select count(*) from pg_replication_slots where active and slot_name = '" + SLOT + "'")
                == 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static Properties properties(URI uri, String snapshot, String tables) {
        Properties properties = new Properties();
        properties.setProperty("name", SLOT);
        properties.setProperty("topic.prefix", SLOT);
        properties.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        properties.setProperty("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
        properties.setProperty("database.hostname", uri.getHost());
        properties.setProperty("database.port", Integer.toString(uri.getPort()));
        properties.setProperty("database.user", "postgres");
        properties.setProperty("database.password", "");
        properties.setProperty("database.dbname", Database.NAME);
        properties.setProperty("plugin.name", "pgoutput");
        properties.setProperty("slot.name", SLOT);
        properties.setProperty("slot.drop.on.stop", "true");
        properties.setProperty("publication.name", "pulse");
        properties.setProperty("publication.autocreate.mode", "disabled");
        properties.setProperty("table.include.list", tables);
        properties.setProperty(
                "column.include.list",
                "public\\.chat_chatmessage\\.(id|chat_id|message_type|created_at),"
                        + "public\\.experiments_experimentsession\\.(id|team_id|chat_id|experiment_id|participant_id|status)");
        properties.setProperty("snapshot.mode", snapshot);
        properties.setProperty("poll.interval.ms", "10");
        properties.setProperty("max.batch.size", "2048");
        properties.setProperty("max.queue.size", "8192");
        properties.setProperty("snapshot.fetch.size", "4096");
        return properties;
    }

    @Override
    public void close() throws IOException {
        engine.close();
        thread.shutdown();
    }
}
