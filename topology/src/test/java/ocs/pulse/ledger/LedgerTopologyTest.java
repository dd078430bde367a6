package ocs.pulse.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import ocs.pulse.KeptStore;
import ocs.pulse.LedgerStage;
import ocs.pulse.LedgerStage.Told;
import ocs.pulse.change.Envelope;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.tables.SourceTable;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTopologyTest {
    private static final Row.Chat CHAT = new Row.Chat(50, 6);

    @TempDir
    Path directory;

    @Test
    void shouldTellTheTeamWhatHappenedToItsRows() {
        try (LedgerStage stage = stage()) {
            stage.send(LedgerHarness.inserts(1, CHAT));
            stage.send(Envelope.delete(SourceTable.CHAT, 50, 2, 200), Envelope.end(2));

            Placed placed = Placed.in(50, CHAT);
            assertThat(stage.told())
                    .containsExactly(
                            new Told(TeamKey.of(6), new TeamRecord.Changed(6L, null, placed, 1, 100, 100)),
                            new Told(TeamKey.of(6), new TeamRecord.TransactionEnd(1, 100)),
                            new Told(TeamKey.of(6), new TeamRecord.Changed(6L, placed, null, 2, 200, 200)),
                            new Told(TeamKey.of(6), new TeamRecord.TransactionEnd(2, 200)));
        }
    }

    @Test
    void shouldKeepAnUnreadableEnvelopeAsItCame() {
        try (LedgerStage stage = stage()) {
            Envelope broken = Envelope.unreadable(SourceTable.TAG, 4, 3, 300);
            stage.send(broken);

            TestRecord<byte[], byte[]> letter = stage.deadLetters().get(0);
            assertThat(letter.value()).isEqualTo(broken.valueBytes());
            assertThat(letter.headers())
                    .extracting(Header::key, header -> new String(header.value(), StandardCharsets.UTF_8))
                    .extracting(Object::toString)
                    .anyMatch(header -> header.contains("annotations_tag"));
            assertThat(stage.status().isDegraded()).isTrue();
        }
    }

    @Test
    void shouldGoOnWithWorkAfterARestartWhenNoRecordComes() {
        KeptStore kept = new KeptStore(LedgerTopology.STORE);
        try (LedgerStage stage = new LedgerStage(directory, kept)) {
            stage.send(LedgerHarness.inserts(1, CHAT));
            stage.send(LedgerHarness.inserts(
                    2,
                    LongStream.rangeClosed(1, 3_500)
                            .mapToObj(id -> new Row.Message(id, 50, "ai", id))
                            .toArray(Row[]::new)));
            stage.send(Envelope.update(new Row.Chat(50, 7), 3, 93_500), Envelope.end(3));
            assertThat(stage.told()).isNotEmpty();
            assertThat(stage.status().work()).isNotNull();
        }
        try (LedgerStage stage = new LedgerStage(directory, kept)) {
            stage.pass(Duration.ofSeconds(1));

            List<Told> told = stage.told();
            assertThat(told).hasSizeGreaterThan(2_500);
            assertThat(told.get(told.size() - 1))
                    .isEqualTo(new Told(TeamKey.ofAll(List.of(6L, 7L)), new TeamRecord.TransactionEnd(3, 93_500)));
            assertThat(stage.status().work()).isNull();
        }
    }

    private LedgerStage stage() {
        return new LedgerStage(directory, Stores.persistentKeyValueStore(LedgerTopology.STORE));
    }
}
