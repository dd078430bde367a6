package ocs.pulse.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import ocs.pulse.tables.SourceColumn;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * Reads rows of a table again, a chunk at a time in the order of their ids: the same columns as capture, in a connection of
 * its own that only reads, holds no snapshot between chunks, and gives up rather than wait long for a lock.
 */
public final class TableReader implements AutoCloseable {
    private static final String BOUNDS =
            "-c default_transaction_read_only=on -c statement_timeout=60s -c lock_timeout=2s"
                    + " -c idle_in_transaction_session_timeout=60s";
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

    private final Connection connection;
    private final SourceLayout layout;

    private TableReader(Connection connection, SourceLayout layout) {
        this.connection = connection;
        this.layout = layout;
    }

    public static TableReader open(SourceAddress address, SourceLayout layout) throws SQLException {
        Properties properties = address.jdbcProperties();
        properties.setProperty("options", BOUNDS);
        properties.setProperty("socketTimeout", "90");
        properties.setProperty("ApplicationName", "ocs-pulse repair");
        Connection connection = new Driver().connect(address.jdbcUrl(), properties);
        if (connection == null) {
            throw new IllegalStateException("The driver does not know its own address form");
        }
        return new TableReader(connection, layout);
    }

    /**
     * Rows as the change envelopes have them.
     *
     * @param lsn where the write-ahead log ended afterwards: what the rows show was committed before it
     * @param last whether no rows come after these
     */
    public record Chunk(List<Row> rows, long lsn, boolean last) {}

    /** @param columns in the form of the change envelopes */
    public record Row(long id, ObjectNode columns) {}

    /** Throws what the database says of a condition that it does not take. */
    public void check(SourceTable table, String condition) throws SQLException {
        if (condition.contains(";")) {
            throw new SQLException("a condition has no semicolon");
        }
        try (Statement statement = connection.createStatement()) {
            // Without brackets first: a condition may not close ours.
            statement.execute("EXPLAIN SELECT id FROM " + table.qualifiedName() + " WHERE " + condition);
            statement.execute("EXPLAIN SELECT id FROM " + table.qualifiedName() + " WHERE (" + condition + "\n)");
        }
    }

    /** The highest id of the table; of an empty one the lowest that there could be. */
    public long highest(SourceTable table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT max(id) FROM " + table.qualifiedName())) {
            found.next();
            long highest = found.getLong(1);
            return found.wasNull() ? Long.MIN_VALUE : highest;
        }
    }

    /**
     * The next rows with ids from {@code first} to {@code last}, both included.
     *
     * @param condition that they meet; null for none
     */
    public Chunk read(SourceTable table, long first, long last, @Nullable String condition, int limit)
            throws SQLException {
        String sql =
                "SELECT " + layout.names(table).stream().map(SetupSql::quoted).collect(Collectors.joining(", "))
                        + " FROM " + table.qualifiedName() + " WHERE id >= ? AND id <= ?"
                        + (condition == null ? "" : " AND (" + condition + "\n)") + " ORDER BY id LIMIT " + limit;
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, first);
            statement.setLong(2, last);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(row(table, found));
                }
            }
        }
        return new Chunk(rows, logEnd(), rows.size() < limit);
    }

    private long logEnd() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet end =
                        statement.executeQuery("SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint")) {
            end.next();
            return end.getLong(1);
        }
    }

    private Row row(SourceTable table, ResultSet found) throws SQLException {
        ObjectNode columns = JsonNodeFactory.instance.objectNode();
        for (SourceColumn column : layout.columns().getOrDefault(table, List.of())) {
            put(columns, column, found);
        }
        return new Row(found.getLong(SourceTable.PRIMARY_KEY), columns);
    }

    private static void put(ObjectNode columns, SourceColumn column, ResultSet found) throws SQLException {
        String name = column.name();
        if (found.getObject(name) == null) {
            columns.putNull(name);
            return;
        }
        switch (column.kind()) {
            case INTEGER -> columns.put(name, found.getLong(name));
            case TEXT -> columns.put(name, found.getString(name));
            case BOOLEAN -> columns.put(name, found.getBoolean(name));
            case TIMESTAMP -> columns.put(name, time(found.getObject(name, OffsetDateTime.class)));
        }
    }

    private static String time(OffsetDateTime time) {
        if (time.equals(OffsetDateTime.MAX)) {
            return "infinity";
        }
        if (time.equals(OffsetDateTime.MIN)) {
            return "-infinity";
        }
        return ISO.format(time.withOffsetSameInstant(ZoneOffset.UTC));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
