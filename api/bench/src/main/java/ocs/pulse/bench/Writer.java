package ocs.pulse.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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

    private Writer(Database database, int chats, AtomicLong ids) throws SQLException {
        this.connection = database.connect();
        this.insert = connection.prepareStatement(INSERT);
        this.chats = chats;
        this.ids = ids;
    }

    /** The only one at its time. */
    static Writer of(Course course) throws SQLException {
        return of(course, 1).get(0);
    }

    /** So many who write at the same time. */
    static List<Writer> of(Course course, int count) throws SQLException {
        AtomicLong ids = new AtomicLong(freeId(course.database()));
        List<Writer> writers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            writers.add(new Writer(course.database(), course.scale().sessions(), ids));
        }
        return writers;
    }

    /** From which on no message has an id. */
    static long freeId(Database database) throws SQLException {
        return Math.max(1L << 40, 1 + database.count("select max(id) from chat_chatmessage"));
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
