package ocs.pulse.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import ocs.pulse.embedded.EmbeddedPostgres;

/** The Postgres that everybody is measured over. It stays in its directory, so that a run can be taken up again. */
final class Database implements AutoCloseable {
    static final String NAME = "ocs";

    private final EmbeddedPostgres postgres;

    private Database(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static Database start(Path directory) {
        return new Database(EmbeddedPostgres.start(
                directory, 0, Map.of("shared_buffers", "1GB", "work_mem", "64MB", "max_wal_size", "8GB")));
    }

    String uri() {
        return postgres.uri(NAME);
    }

    Connection connect() throws SQLException {
        return postgres.connect(NAME);
    }

    /** Fills the database with the rows of this scale and seed, unless it holds them already. */
    void fill(Scale scale, long seed, String end) throws SQLException {
        String wanted = scale.sessions() + " sessions, seed " + seed;
        if (wanted.equals(filledWith())) {
            return;
        }
        try (Connection admin = postgres.connect(EmbeddedPostgres.DATABASE);
                Statement statement = admin.createStatement()) {
            statement.execute("drop database if exists " + NAME + " with (force)");
        }
        postgres.createDatabase(NAME);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(text("/demo/schema.sql"));
            statement.execute(text("/bench/dataset.sql")
                    .replace("${sessions}", Integer.toString(scale.sessions()))
                    .replace("${seed}", Long.toString(seed))
                    .replace("${end}", end));
            statement.execute("comment on database " + NAME + " is '" + wanted + "'");
        }
    }

    private String filledWith() throws SQLException {
        try (Connection admin = postgres.connect(EmbeddedPostgres.DATABASE);
                Statement statement = admin.createStatement();
                ResultSet row = statement.executeQuery(
                        "select shobj_description(oid, 'pg_database') from pg_database where datname = '" + NAME
                                + "'")) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    long count(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    static String text(String path) {
        try (InputStream in = Objects.requireNonNull(Database.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        postgres.close();
    }
}
