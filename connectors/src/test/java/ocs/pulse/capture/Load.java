package ocs.pulse.capture;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** Several clients that write everything whose replay is hard, until they are told to end. */
final class Load implements AutoCloseable {
    private final Bench bench;
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicLong ids;
    private final ExecutorService clients = Executors.newFixedThreadPool(3);
    private final List<Future<?>> work = new ArrayList<>();

    private Load(Bench bench, long firstId) {
        this.bench = bench;
        this.ids = new AtomicLong(firstId);
    }

    /** Writes ids from {@code firstId} on. */
    static Load start(Bench bench, long seed, long firstId) {
        Load load = new Load(bench, firstId);
        for (int client = 0; client < 3; client++) {
            Random random = new Random(seed * 31 + client);
            load.work.add(load.clients.submit(() -> {
                load.write(random);
                return null;
            }));
        }
        return load;
    }

    private void write(Random random) throws SQLException, IOException {
        try (Connection connection = bench.connect()) {
            connection.setAutoCommit(false);
            while (running.get()) {
                int steps = 1 + random.nextInt(4);
                for (int step = 0; step < steps; step++) {
                    step(connection, random);
                    // Leaves the transaction open, so that others overlap with it.
                    LockSupport.parkNanos(random.nextInt(40_000_000));
                }
                connection.commit();
            }
        }
    }

    private void step(Connection connection, Random random) throws SQLException, IOException {
        long id = ids.getAndAdd(3_000);
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> copy(connection, id, 1 + random.nextInt(60));
            case 4, 5 ->
                run(
                        connection,
                        "INSERT INTO chat_chatmessage (id, chat_id) VALUES (%d, 1), (%d, 2), (%d, 3)"
                                .formatted(id, id + 1, id + 2));
            case 6, 7 -> {
                run(connection, "INSERT INTO chat_chat (id, team_id) VALUES (%d, 1)".formatted(id));
                run(connection, "UPDATE chat_chat SET id = id + 1, team_id = 2 WHERE id = " + id);
            }
            case 8, 9 -> {
                Savepoint savepoint = connection.setSavepoint();
                copy(connection, id, 20);
                connection.rollback(savepoint);
                run(connection, "INSERT INTO chat_chatmessage (id, chat_id) VALUES (%d, 9)".formatted(id));
                run(connection, "UPDATE chat_chatmessage SET chat_id = 10 WHERE id = " + id);
            }
            case 10 -> {
                copy(connection, id, 10);
                run(connection, "DELETE FROM chat_chatmessage WHERE id BETWEEN %d AND %d".formatted(id, id + 4));
            }
            default -> {
                if (random.nextInt(4) == 0) {
                    run(
                            connection,
                            "INSERT INTO annotations_tag (id, team_id) SELECT id, 5 FROM generate_series(%d, %d) id"
                                    .formatted(id, id + 2_500));
                }
            }
        }
    }

    private static void copy(Connection connection, long first, int rows) throws SQLException, IOException {
        StringBuilder lines = new StringBuilder();
        for (long id = first; id < first + rows; id++) {
            lines.append(id).append('\t').append(7).append('\n');
        }
        new CopyManager(connection.unwrap(BaseConnection.class))
                .copyIn("COPY chat_chatmessage (id, chat_id) FROM STDIN", new StringReader(lines.toString()));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Ends the clients behind their transactions; fails if one of them failed. */
    @Override
    public void close() {
        running.set(false);
        for (Future<?> client : work) {
            try {
                client.get();
            } catch (ExecutionException failure) {
                throw new IllegalStateException(failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        clients.shutdown();
    }
}
