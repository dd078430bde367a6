package ocs.pulse.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/** Adds human messages to chats of the large team, each in a transaction of its own. */
final class Writer implements AutoCloseable {
    private static final String INSERT = """
            insert into chat_chatmessage (id, created_at, updated_at, chat_id, message_type, content, summary, translations, metadata)
            values (?, timestamptz '2025-10-31 12:00Z', now(), ?, 'human', '', null, '{}', '{}')""";

    private final Connection connection;
    private final PreparedStatement insert;
    private final int chats;
    private final AtomicLong ids;

    /** @param ids from {@link #freeIds}, one for all who write at the same time */
    Writer(Database database, int chats, AtomicLong ids) throws SQLException {
        this.connection = database.connect();
        this.insert = connection.prepareStatement(INSERT);
        this.chats = chats;
        this.ids = ids;
    }

    /** Ids that no message has. */
    static AtomicLong freeIds(Database database) throws SQLException {
        return new AtomicLong(Math.max(1L << 40, 1 + database.count("select max(id) from chat_chatmessage")));
    }

    void write() throws SQLException {
        long next = ids.getAndIncrement();
        insert.setLong(1, next);
        insert.setLong(2, 1 + next % chats);
        insert.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
