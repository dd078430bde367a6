package ocs.pulse.source;

import static ocs.pulse.source.SourceProblem.Reason.LOGIN;
import static ocs.pulse.source.SourceProblem.Reason.UNREACHABLE;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** One connection, and its failures in words. */
final class SourceConnection implements AutoCloseable {

    /** Makes something of one row. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final SourceAddress address;
    private final Connection connection;

    private SourceConnection(SourceAddress address, Connection connection) {
        this.address = address;
        this.connection = connection;
    }

    static SourceConnection open(SourceAddress address) {
        return open(address, address.jdbcProperties());
    }

    private static SourceConnection open(SourceAddress address, Properties properties) {
        try {
            Connection connection = new Driver().connect(address.jdbcUrl(), properties);
            if (connection == null) {
                throw new IllegalStateException("The driver does not know its own address form");
            }
            return new SourceConnection(address, connection);
        } catch (SQLException failure) {
            throw problem(address, failure);
        }
    }

    SourceAddress address() {
        return address;
    }

    <T> List<T> list(String sql, RowReader<T> reader, Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<T> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(reader.read(rows));
                }
                return all;
            }
        } catch (SQLException failure) {
            throw problem(address, failure);
        }
    }

    /** The only row of a question that has exactly one. */
    <T> T one(String sql, RowReader<T> reader, Object... parameters) {
        return list(sql, reader, parameters).get(0);
    }

    /** Runs the statements in one transaction: all or none. */
    void runTogether(List<String> statements) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        } catch (SQLException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    static SourceProblem problem(SourceAddress address, SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        String said = oneLine(failure.getMessage());
        if (state.startsWith("28")) {
            return new SourceProblem(
                    LOGIN,
                    "The database at " + address.server() + " refuses user '" + address.user() + "' (" + said
                            + "): check user and password in the database address, and pg_hba.conf",
                    null,
                    failure);
        }
        if (state.equals("3D000")) {
            return new SourceProblem(
                    LOGIN,
                    "The server " + address.server() + " has no database '" + address.database()
                            + "': check the end of the database address",
                    null,
                    failure);
        }
        if (state.equals("42501")) {
            return new SourceProblem(
                    SourceProblem.Reason.PRIVILEGE,
                    "User '" + address.user() + "' may not do what capture needs (" + said + ")",
                    null,
                    failure);
        }
        return new SourceProblem(
                UNREACHABLE,
                "The database at " + address.server() + " cannot be used (" + said
                        + "): check host and port in the database address, and that the server runs",
                null,
                failure);
    }

    static String oneLine(@Nullable String message) {
        return message == null ? "no message" : message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw problem(address, failure);
        }
    }
}
