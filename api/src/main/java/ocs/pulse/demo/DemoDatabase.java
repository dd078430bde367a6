package ocs.pulse.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Makes the tables of Open Chat Studio and fills them with two teams and four months of conversations. */
public final class DemoDatabase {

    /** The team to look at. */
    public static final String TEAM = "demo";

    /** A second, small team, which nobody who may see only the first must ever see. */
    public static final String OTHER_TEAM = "riverside";

    private static final long SEED = 20_251_124;

    private DemoDatabase() {}

    /**
     * Makes and fills the tables in one transaction, or does nothing where they are.
     *
     * @param now where the history ends; the rest of it is the same every time
     * @return whether there was something to do
     */
    public static boolean create(Connection connection, Instant now) throws SQLException {
        if (exists(connection)) {
            return false;
        }
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            try (Statement statement = connection.createStatement()) {
                statement.execute(schema());
            }
            history(now.truncatedTo(ChronoUnit.MILLIS)).copyInto(connection);
            try (Statement statement = connection.createStatement()) {
                statement.execute("ANALYZE");
            }
            connection.commit();
            return true;
        } catch (IOException failure) {
            throw new SQLException("Could not load the demo data", failure);
        } finally {
            // Without effect after the commit.
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }

    private static boolean exists(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT to_regclass('public.teams_team') IS NOT NULL")) {
            return result.next() && result.getBoolean(1);
        }
    }

    private static DemoTables history(Instant now) {
        RandomGenerator random = new SplittableRandom(SEED);
        DemoTables tables = new DemoTables();
        Instant since = DemoConversations.beginning(now).minus(10, ChronoUnit.DAYS);
        DemoTeam team = DemoTeam.add(
                tables,
                random,
                since,
                "Demo Health Network",
                TEAM,
                List.of(
                        "Maternal health guide",
                        "Vaccination reminder",
                        "Clinic appointments",
                        "Farm advice",
                        "Nutrition coach",
                        "Counselling first contact",
                        "Community loans",
                        "Water point reports",
                        "Old triage pilot",
                        "Old survey bot"),
                370);
        DemoTeam other = DemoTeam.add(
                tables, random, since, "Riverside Clinic", OTHER_TEAM, List.of("Front desk", "Lab results"), 30);
        DemoConversations conversations = new DemoConversations(tables, random, now);
        conversations.add(team, 2_800);
        conversations.add(other, 200);
        return tables;
    }

    private static String schema() throws IOException {
        try (InputStream text = DemoDatabase.class.getResourceAsStream("/demo/schema.sql")) {
            if (text == null) {
                throw new IOException("demo/schema.sql is missing from the class path");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
