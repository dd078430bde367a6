package ocs.pulse.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small questions to the source: each a statement by itself, over few rows. */
final class SourceRows {
    private final Connection connection;

    SourceRows(Connection connection) {
        this.connection = connection;
    }

    /** Makes something of a row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> list(String sql, Reader<T> reader, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<T> all = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(reader.read(rows));
                }
            }
            return all;
        }
    }

    List<String> texts(String sql, @Nullable Object... parameters) throws SQLException {
        return list(sql, row -> row.getString(1), parameters);
    }

    List<Long> ids(String sql, @Nullable Object... parameters) throws SQLException {
        return list(sql, row -> row.getLong(1), parameters);
    }
}
