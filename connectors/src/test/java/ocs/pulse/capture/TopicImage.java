package ocs.pulse.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the topic says the tables hold: its last snapshot, and every streamed step behind it. */
record TopicImage(Map<String, Map<Long, Long>> tables) {
    /** Table and the column that tells its rows' versions apart. */
    private static final Map<String, String> VERSIONS =
            Map.of("chat_chatmessage", "chat_id", "chat_chat", "team_id", "annotations_tag", "team_id");

    static TopicImage empty() {
        Map<String, Map<Long, Long>> tables = new HashMap<>();
        VERSIONS.keySet().forEach(table -> tables.put(table, new HashMap<>()));
        return new TopicImage(tables);
    }

    void take(TopicRecord record) {
        if (record.value().path("type").asText().equals("STARTED")) {
            tables.values().forEach(Map::clear);
        } else if (record.isRow() && VERSIONS.containsKey(record.table())) {
            apply(tables.getOrDefault(record.table(), new HashMap<>()), record);
        }
    }

    private static void apply(Map<Long, Long> rows, TopicRecord record) {
        JsonNode after = record.value().path("after");
        switch (record.op()) {
            case "d" ->
                assertThat(rows.remove(record.key().path("id").asLong()))
                        .as("deleted row of %s", record)
                        .isNotNull();
            case "t" -> rows.clear();
            default ->
                rows.put(
                        after.path("id").asLong(),
                        after.path(Objects.requireNonNull(VERSIONS.get(record.table())))
                                .asLong());
        }
    }

    static TopicImage of(Connection connection) throws SQLException {
        Map<String, Map<Long, Long>> tables = new HashMap<>();
        for (var table : VERSIONS.entrySet()) {
            Map<Long, Long> rows = new HashMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet all =
                            statement.executeQuery("SELECT id, " + table.getValue() + " FROM " + table.getKey())) {
                while (all.next()) {
                    rows.put(all.getLong(1), all.getLong(2));
                }
            }
            tables.put(table.getKey(), rows);
        }
        return new TopicImage(tables);
    }

    /** Every row is as the database has it; the message names the first that is not. */
    void assertEquals(TopicImage database) {
        database.tables().forEach((table, rows) -> {
            Map<Long, Long> ours = tables.getOrDefault(table, Map.of());
            Optional<Long> wrong = rows.keySet().stream()
                    .filter(id -> !Objects.equals(rows.get(id), ours.get(id)))
                    .min(Long::compare);
            assertThat(wrong).as("first row of %s that is lost or old", table).isEmpty();
            assertThat(ours).as("rows of %s", table).hasSameSizeAs(rows);
        });
    }
}
