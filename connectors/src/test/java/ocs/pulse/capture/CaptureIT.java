package ocs.pulse.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import ocs.pulse.tables.SourceTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One snapshot and one stream of every kind of change, looked at from several sides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CaptureIT {
    private Bench bench;
    private List<TopicRecord> topic;

    @BeforeAll
    void captureOnce(@TempDir Path directory) throws Exception {
        bench = Bench.start(directory);
        for (SourceTable table : SourceTable.values()) {
            bench.sql("INSERT INTO " + table.qualifiedName() + " (id, hidden) VALUES (1000, 'snapshotsecret')");
        }
        bench.sql("INSERT INTO experiments_experiment (id, name, description) VALUES (1, 'visibletext', NULL)");
        insertTimes(1, "snapshotsecret");
        try (CaptureEngine engine = CaptureEngine.start(bench.settings())) {
            await().atMost(Duration.ofSeconds(60)).until(() -> engine.progress().lastHeartbeatMillis() > 0);
            changeEverything();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> bench.topic().stream().anyMatch(this::isLast));
            assertThat(engine.failure()).isNotDone();
            assertThat(engine.progress().state()).isEqualTo(CaptureProgress.State.STREAMING);
            assertThat(engine.progress().snapshotRows()).containsEntry("chat_chatmessage", 5L);
        }
        topic = bench.topic();
    }

    @AfterAll
    void stop() {
        bench.close();
    }

    private void insertTimes(int first, String hidden) throws SQLException {
        bench.sql("INSERT INTO chat_chatmessage (id, chat_id, created_at, hidden) VALUES "
                + "(" + first + ", 50, 'infinity', '" + hidden + "'), (" + (first + 1) + ", 50, '-infinity', ''), ("
                + (first + 2) + ", 50, '0001-01-01 00:00:00Z', ''), (" + (first + 3)
                + ", 50, '9999-12-31 23:59:59.999999Z', '')");
    }

    private void changeEverything() throws SQLException {
        insertTimes(11, "streamsecret");
        for (SourceTable table : SourceTable.values()) {
            bench.sql("INSERT INTO " + table.qualifiedName() + " (id, hidden) VALUES (2000, 'streamsecret')");
        }
        bench.sql(
                "INSERT INTO chat_chat (id, team_id) VALUES (50, 1)",
                "UPDATE chat_chat SET team_id = 2 WHERE id = 50",
                "UPDATE chat_chatmessage SET hidden = 'updatesecret' WHERE id = 1",
                "DELETE FROM chat_chatmessage WHERE id = 2",
                "UPDATE teams_team SET id = 7 WHERE id = 1000",
                "TRUNCATE trace_trace",
                "INSERT INTO annotations_tag (id) VALUES (99)");
    }

    private boolean isLast(TopicRecord record) {
        return record.isRowOf("annotations_tag")
                && record.value().path("after").path("id").asInt() == 99;
    }

    private int first(Predicate<TopicRecord> wanted) {
        return topic.indexOf(topic.stream().filter(wanted).findFirst().orElseThrow());
    }

    private List<TopicRecord> rows(String table, String op) {
        return topic.stream()
                .filter(record -> record.isRowOf(table) && record.op().equals(op))
                .toList();
    }

    @Test
    void shouldSendParentsBeforeChildrenWhenItTakesTheSnapshot() {
        List<String> tables = topic.stream()
                .filter(record -> record.op().equals("r"))
                .map(TopicRecord::table)
                .distinct()
                .toList();
        assertThat(tables)
                .containsExactlyElementsOf(Stream.of(SourceTable.values())
                        .map(SourceTable::relation)
                        .toList());
    }

    @Test
    void shouldFrameTheSnapshotWithNotificationsWhenItTakesOne() {
        int started = first(record -> record.value().path("type").asText().equals("STARTED"));
        int completed = first(record -> record.value().path("type").asText().equals("COMPLETED"));
        int firstRow = first(TopicRecord::isRow);
        int firstStreamed = first(TopicRecord::isStreamedRow);
        assertThat(started).isLessThan(firstRow);
        assertThat(completed).isGreaterThan(firstRow).isLessThan(firstStreamed);
        assertThat(topic.subList(completed, topic.size()))
                .noneMatch(record -> record.op().equals("r"));
    }

    @Test
    void shouldNameTableAndPrimaryKeyInTheKeyWhenItWritesARow() {
        TopicRecord update = rows("chat_chat", "u").get(0);
        assertThat(update.key().toString()).isEqualTo("{\"id\":50,\"__table\":\"public.chat_chat\"}");
        assertThat(update.value().path("after").toString()).isEqualTo("{\"id\":50,\"team_id\":2}");
    }

    @Test
    void shouldSendDeleteTombstoneAndCreateWhenAKeyChanges() {
        int delete = topic.indexOf(rows("teams_team", "d").get(0));
        TopicRecord tombstone = topic.get(delete + 1);
        TopicRecord create = topic.get(delete + 2);
        assertThat(tombstone.value().isMissingNode()).isTrue();
        assertThat(tombstone.key()).isEqualTo(topic.get(delete).key());
        assertThat(create.value().path("after").path("id").asInt()).isEqualTo(7);
        assertThat(create.position()).endsWith(":2");
    }

    @Test
    void shouldSendTruncatesWhenATableIsEmptied() {
        assertThat(rows("trace_trace", "t")).hasSize(1);
    }

    @Test
    void shouldKeepTheWholeRangeOfTimesWhenItReadsThem() {
        List<String> snapshot = rows("chat_chatmessage", "r").stream()
                .map(record -> record.value().path("after"))
                .filter(row -> row.path("chat_id").asInt() == 50)
                .map(row -> row.path("created_at").asText())
                .toList();
        List<String> streamed = rows("chat_chatmessage", "c").stream()
                .map(record -> record.value().path("after"))
                .filter(row -> row.path("chat_id").asInt() == 50)
                .map(row -> row.path("created_at").asText())
                .toList();
        assertThat(snapshot)
                .containsExactly("infinity", "-infinity", "0001-01-01T00:00:00.000000Z", "9999-12-31T23:59:59.999999Z");
        assertThat(streamed).isEqualTo(snapshot);
    }

    @Test
    void shouldKeepNullsWhenTheColumnMayBeNull() {
        JsonNode bot = rows("experiments_experiment", "r").get(0).value().path("after");
        assertThat(bot.path("description").isNull()).isTrue();
    }

    @Test
    void shouldEndEveryTransactionWithAMarkerWhenItStreams() {
        int insert = first(record -> record.isStreamedRow() && record.isRowOf("chat_chatmessage"));
        String transaction =
                topic.get(insert).value().path("source").path("txId").asText();
        assertThat(topic.subList(insert, topic.size()))
                .anyMatch(record -> record.value().path("status").asText().equals("END")
                        && record.value().path("id").asText().startsWith(transaction + ":"));
    }

    @Test
    void shouldLeaveHiddenColumnsInTheDatabaseWhenItCaptures() throws IOException {
        assertThat(kafkaFilesHolding("visibletext")).isNotEmpty();
        assertThat(kafkaFilesHolding("snapshotsecret")).isEmpty();
        assertThat(kafkaFilesHolding("streamsecret")).isEmpty();
        assertThat(kafkaFilesHolding("updatesecret")).isEmpty();
    }

    private List<Path> kafkaFilesHolding(String text) throws IOException {
        try (Stream<Path> files = Files.walk(bench.kafkaHome)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holds(file, text))
                    .toList();
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
