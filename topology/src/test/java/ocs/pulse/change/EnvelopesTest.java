package ocs.pulse.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EnvelopesTest {
    private static final Row.Session SESSION =
            new Row.Session(7, 1, "x", 2, null, 50, 3L, null, true, "active", 5, PgTime.INFINITY);

    @Test
    void shouldReadASnapshotRowAsDebeziumWritesIt() {
        SourceEvent event = decode(
                "{\"id\":1,\"__table\":\"public.chat_chatmessage\"}",
                "{\"before\":null,\"after\":{\"id\":1,\"chat_id\":50,\"message_type\":\"text\",\"created_at\":\"infinity\"},"
                        + "\"source\":{\"version\":\"3.6.3.Final\",\"ts_ms\":1795484843824,\"snapshot\":"
                        + "\"first_in_data_collection\",\"sequence\":\"[null,\\\"26515864\\\"]\",\"schema\":\"public\","
                        + "\"table\":\"chat_chatmessage\",\"txId\":755,\"lsn\":26515864},\"transaction\":null,\"op\":\"r\","
                        + "\"ts_ms\":1795484844731}");

        assertThat(event)
                .isEqualTo(new SourceEvent.RowSeen(
                        new Row.Message(1, 50, "text", PgTime.INFINITY),
                        false,
                        new LogPosition(0, 26515864, 1795484843824L)));
    }

    @Test
    void shouldReadTimesOfAnyYear() {
        assertThat(message("0001-01-01T00:00:00.000000Z")).isEqualTo(-63082281600000000L);
        assertThat(message("9999-12-31T23:59:59.999999Z")).isEqualTo(252455615999999999L);
        assertThat(message("-4712-01-01T00:00:00.000000Z")).isLessThan(message("0001-01-01T00:00:00.000000Z"));
        assertThat(message("-infinity")).isEqualTo(PgTime.MINUS_INFINITY);
    }

    @Test
    void shouldReadADeleteByItsKeyOnly() {
        assertThat(decode(Envelope.delete(SourceTable.CHAT, 50, 3, 9)))
                .isEqualTo(new SourceEvent.RowDeleted(SourceTable.CHAT, 50, new LogPosition(3, 9, 9)));
        assertThat(decode(Envelope.tombstone(SourceTable.CHAT, 50))).isInstanceOf(SourceEvent.Ignored.class);
    }

    @Test
    void shouldReadATruncateThatHasNoKey() {
        SourceEvent event = decode(
                null,
                "{\"before\":null,\"after\":null,\"source\":{\"ts_ms\":5,\"snapshot\":\"false\",\"schema\":\"public\","
                        + "\"table\":\"trace_trace\",\"txId\":763,\"lsn\":26521032},\"op\":\"t\"}");

        assertThat(event).isEqualTo(new SourceEvent.Truncated(SourceTable.TRACE, new LogPosition(763, 26521032, 5)));
    }

    @Test
    void shouldReadTheEndOfATransactionAndIgnoreItsBeginning() {
        assertThat(decode(Envelope.end(571))).isEqualTo(new SourceEvent.TransactionEnded(571, 5));
        assertThat(decode(Envelope.begin(571))).isInstanceOf(SourceEvent.Ignored.class);
    }

    @Test
    void shouldReadTheBeginningAndTheEndOfASnapshot() {
        assertThat(decode(Envelope.notification("STARTED"))).isEqualTo(new SourceEvent.SnapshotStarted());
        assertThat(decode(Envelope.notification("COMPLETED"))).isEqualTo(new SourceEvent.SnapshotCompleted());
        assertThat(decode(Envelope.notification("TABLE_SCAN_COMPLETED"))).isInstanceOf(SourceEvent.Ignored.class);
        assertThat(decode(Envelope.notification("SKIPPED"))).isInstanceOf(SourceEvent.Ignored.class);
    }

    @Test
    void shouldTellAnAbsentPlatformFromANullOne() {
        assertThat(row(Envelope.insert(SESSION, 1, 2))).isEqualTo(SESSION);
        Row.Session withColumn = new Row.Session(7, 1, "x", 2, null, 50, 3L, null, false, "active", 5, PgTime.INFINITY);
        assertThat(row(Envelope.insert(withColumn, 1, 2))).isEqualTo(withColumn);
    }

    @Test
    void shouldKeepWhatAStoreCanKeepWhenTextHoldsHalfACharacter() {
        Row row = row(new Envelope(
                "{}",
                "{\"op\":\"c\",\"source\":{\"table\":\"teams_team\"},\"after\":{\"id\":1,\"name\":\"a\\ud800b\",\"slug\":"
                        + "\"\\ud83d\\ude00\"}}"));

        assertThat(row).isEqualTo(new Row.Team(1, "a\uFFFDb", "\uD83D\uDE00"));
        assertThat(Rows.ofProto(Rows.toProto(row))).isEqualTo(row);
    }

    @Test
    void shouldSayWhichTableAnUnreadableEnvelopeBelongsTo() {
        assertThat(decode(Envelope.unreadable(SourceTable.TAG, 4, 1, 2)))
                .isEqualTo(new SourceEvent.Unreadable("annotations_tag: id is no integer", SourceTable.TAG));
        assertThat(decode("{\"id\":1,\"__table\":\"public.chat_chat\"}", "{\"op"))
                .isEqualTo(new SourceEvent.Unreadable("The value is no JSON", SourceTable.CHAT));
        assertThat(decode("nothing", "[]")).isEqualTo(new SourceEvent.Unreadable("The value is no JSON object", null));
    }

    @Test
    void shouldIgnoreTablesThatAreNotRead() {
        assertThat(decode("{\"id\":1}", "{\"op\":\"c\",\"source\":{\"table\":\"debezium_signal\"}}"))
                .isInstanceOf(SourceEvent.Ignored.class);
    }

    private static long message(String time) {
        Row row = row(new Envelope(
                "{}",
                "{\"op\":\"c\",\"source\":{\"table\":\"chat_chatmessage\"},\"after\":{\"id\":1,\"chat_id\":2,"
                        + "\"message_type\":\"ai\",\"created_at\":\"" + time + "\"}}"));
        return ((Row.Message) row).createdAt();
    }

    private static Row row(Envelope envelope) {
        return ((SourceEvent.RowChanged) decode(envelope)).row();
    }

    private static SourceEvent decode(Envelope envelope) {
        return Envelopes.decode(envelope.keyBytes(), envelope.valueBytes());
    }

    private static SourceEvent decode(@Nullable String key, String value) {
        return Envelopes.decode(
                key == null ? null : key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    }
}
