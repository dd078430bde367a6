package ocs.pulse.ledger;

import static ocs.pulse.ledger.LedgerHarness.inserts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import ocs.pulse.change.Envelope;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.tables.SourceTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Row.ContentType CHATS = new Row.ContentType(1, "chat", "chat");
    private static final Row.ContentType MESSAGES = new Row.ContentType(2, "chat", "chatmessage");
    private static final Row.Experiment BOT = new Row.Experiment(3, 1, "bot", "long text", false, null, null);
    private static final Row.Chat CHAT = new Row.Chat(50, 1);
    private static final Row.Session SESSION =
            new Row.Session(60, 1, "x", 3, null, 50, null, null, false, "active", 5, null);
    private static final Row.Message MESSAGE = new Row.Message(70, 50, "human", 5);
    private static final Row.Tagging TAGGING = new Row.Tagging(80, 1, 4, 2, 70);
    private static final Row.Trace TRACE = new Row.Trace(90, 1L, 3L, 60L, 5, 10, "success");

    private final LedgerHarness ledger = new LedgerHarness();

    @BeforeEach
    void begin() {
        ledger.feed(inserts(1, CHATS, MESSAGES, BOT));
    }

    @Test
    void shouldReleaseParkedRowsWhenParentsComeLast() {
        ledger.post(List.of(inserts(2, TRACE, TAGGING, MESSAGE, SESSION)).subList(0, 4));
        assertThat(ledger.status().parked().values()).containsOnly(1L).hasSize(4);
        assertThat(ledger.held(1L, MESSAGE)).isNull();

        ledger.feed(Envelope.insert(CHAT, 2, 210), Envelope.end(2));

        assertThat(ledger.status().parked()).isEmpty();
        assertThat(ledger.held(1L, TRACE)).isEqualTo(Placed.in(50, TRACE));
        assertThat(ledger.held(1L, TAGGING)).isEqualTo(new Placed(TAGGING, 50, 70));
    }

    @Test
    void shouldMoveAConversationWithItsChat() {
        conversation();
        ledger.feed(Envelope.update(new Row.Chat(50, 2), 3, 300), Envelope.end(3));

        assertThat(ledger.held(1L, MESSAGE)).isNull();
        for (Row row : List.of(SESSION, MESSAGE, TAGGING, TRACE)) {
            assertThat(ledger.held(2L, row)).isNotNull();
        }
        assertThat(last()).isEqualTo(new TeamRecord.TransactionEnd(3, 300));
        assertThat(ledger.status().acrossTeams()).containsEntry(SourceTable.SESSION, 1L);
    }

    @Test
    void shouldLetTracesFollowTheirSessionToAnotherChat() {
        conversation();
        Row.Chat other = new Row.Chat(51, 2);
        Row.Session moved = new Row.Session(60, 1, "x", 3, null, 51, null, null, false, "active", 5, null);
        ledger.feed(Envelope.insert(other, 3, 300), Envelope.update(moved, 3, 301), Envelope.end(3));

        assertThat(ledger.held(2L, TRACE)).isEqualTo(Placed.in(51, TRACE));
        assertThat(ledger.held(1L, TRACE)).isNull();
    }

    @Test
    void shouldMoveAMessageWithItsTaggings() {
        conversation();
        Row.Message moved = new Row.Message(70, 51, "human", 5);
        ledger.feed(Envelope.insert(new Row.Chat(51, 1), 3, 300), Envelope.update(moved, 3, 301), Envelope.end(3));

        assertThat(ledger.held(1L, moved)).isEqualTo(Placed.in(51, moved));
        assertThat(ledger.held(1L, TAGGING)).isEqualTo(new Placed(TAGGING, 51, 70));
    }

    @Test
    void shouldPlaceATraceByItsChatbotWhenItLosesItsSession() {
        conversation();
        Row.Trace alone = new Row.Trace(90, 1L, 3L, null, 5, 10, "success");
        ledger.feed(Envelope.update(alone, 3, 300), Envelope.end(3));
        assertThat(ledger.held(1L, alone)).isEqualTo(Placed.alone(alone));

        Row.Experiment moved = new Row.Experiment(3, 2, "bot", null, false, null, null);
        ledger.feed(Envelope.update(moved, 4, 400), Envelope.end(4));
        assertThat(ledger.held(2L, alone)).isEqualTo(Placed.alone(alone));
        assertThat(ledger.held(1L, alone)).isNull();
    }

    @Test
    void shouldBringATaggingBackWhenItsMessageComesBack() {
        conversation();
        ledger.feed(Envelope.delete(SourceTable.MESSAGE, 70, 3, 300), Envelope.end(3));
        assertThat(ledger.held(1L, TAGGING)).isNull();

        ledger.feed(Envelope.insert(MESSAGE, 4, 400), Envelope.end(4));
        assertThat(ledger.held(1L, TAGGING)).isEqualTo(new Placed(TAGGING, 50, 70));
    }

    @Test
    void shouldKeepALongTextThatDidNotChange() {
        Row.Experiment renamed = new Row.Experiment(3, 1, "new name", "long text", false, null, null);
        ledger.feed(Envelope.updateKeeping("description", renamed, 3, 300), Envelope.end(3));

        assertThat(ledger.held(null, BOT)).isEqualTo(Placed.alone(renamed));
    }

    @Test
    void shouldSayNothingWhenNothingThatIsReadChanged() {
        conversation();
        int told = ledger.teams.records.size();
        ledger.feed(Envelope.update(CHAT, 3, 300), Envelope.end(3));

        assertThat(ledger.teams.records).hasSize(told);
    }

    @Test
    void shouldFollowAChangedKey() {
        conversation();
        Row.Trace renamed = new Row.Trace(91, 1L, 3L, 60L, 5, 10, "success");
        ledger.feed(
                Envelope.delete(SourceTable.TRACE, 90, 3, 300),
                Envelope.tombstone(SourceTable.TRACE, 90),
                Envelope.insert(renamed, 3, 300),
                Envelope.end(3));

        assertThat(ledger.held(1L, TRACE)).isNull();
        assertThat(ledger.held(1L, renamed)).isNotNull();
    }

    @Test
    void shouldMarkATableWhoseEnvelopeCannotBeRead() {
        ledger.feed(Envelope.unreadable(SourceTable.TAG, 4, 3, 300));

        assertThat(ledger.teams.deadLetters).containsExactly("TAG: annotations_tag: id is no integer");
        assertThat(ledger.status().degraded()).containsExactly(SourceTable.TAG);
        assertThat(ledger.status().deadLetters()).isEqualTo(1);
    }

    @Test
    void shouldNotEndATransactionForAReplayedOne() {
        conversation();
        ledger.feed(Envelope.insert(new Row.Chat(51, 1), 3, 300));
        ledger.feed(inserts(2, CHAT, SESSION, MESSAGE, TAGGING, TRACE));

        assertThat(last()).isInstanceOf(TeamRecord.Changed.class);
        ledger.feed(Envelope.end(3));
        assertThat(last()).isEqualTo(new TeamRecord.TransactionEnd(3, 300));
    }

    /** Who inserts a key writes its row, then waits for the transaction that is about to delete the old one. */
    @Test
    void shouldKeepARowThatWasWrittenBeforeItsPredecessorWasDeleted() {
        Row.Chat again = new Row.Chat(CHAT.id(), 2);
        List<Envelope> log = List.of(
                Envelope.insert(CHAT, 1, 100),
                Envelope.end(1),
                Envelope.delete(SourceTable.CHAT, CHAT.id(), 2, 300),
                Envelope.end(2),
                Envelope.insert(again, 3, 250),
                Envelope.end(3));
        for (int from = 0; from < log.size(); from++) {
            LedgerHarness replayed = new LedgerHarness();
            replayed.feed(log.toArray(Envelope[]::new));
            assertThat(replayed.held(2L, again)).isNotNull();

            replayed.feed(log.subList(from, log.size()).toArray(Envelope[]::new));
            assertThat(replayed.held(2L, again)).as("replayed from %s", from).isNotNull();
            assertThat(replayed.held(1L, CHAT)).isNull();

            replayed.feed(Envelope.delete(SourceTable.CHAT, CHAT.id(), 4, 400), Envelope.end(4));
            replayed.feed(log.subList(from, log.size()).toArray(Envelope[]::new));
            assertThat(replayed.held(2L, again))
                    .as("deleted, replayed from %s", from)
                    .isNull();
        }
    }

    @Test
    void shouldForgetRowsThatASnapshotDidNotSee() {
        conversation();
        ledger.post(LedgerHarness.snapshotOf(900, CHATS, MESSAGES, BOT, CHAT, SESSION, MESSAGE));
        ledger.feed(Envelope.heartbeat(5, 10));

        assertThat(ledger.held(1L, MESSAGE)).isNotNull();
        assertThat(ledger.held(1L, TRACE)).isNull();
        assertThat(ledger.held(1L, TAGGING)).isNull();
        assertThat(ledger.status().complete()).isTrue();
        assertThat(last()).isEqualTo(new TeamRecord.Watermark(10, 10));
    }

    @Test
    void shouldSayWhatARepairReadMendedAndRemoved() {
        conversation();
        Row.Trace wrong = new Row.Trace(90, 1L, 3L, 60L, 5, 11, "success");
        Row.Trace gone = new Row.Trace(91, 1L, 3L, 60L, 5, 10, "success");
        Row.Trace outside = new Row.Trace(93, 1L, 3L, 60L, 5, 10, "success");
        ledger.feed(Envelope.update(wrong, 0, 0), Envelope.insert(gone, 0, 0), Envelope.insert(outside, 0, 0));
        Row.Trace lost = new Row.Trace(92, 1L, 3L, 60L, 5, 10, "success");
        ledger.feed(
                Envelope.repair("STARTED", SourceTable.TRACE, 80, 92),
                Envelope.incremental(TRACE),
                Envelope.incremental(lost),
                Envelope.repair("COMPLETED", SourceTable.TRACE, 80, 92));

        assertThat(ledger.held(1L, TRACE)).isEqualTo(Placed.in(50, TRACE));
        assertThat(ledger.held(1L, lost)).isNotNull();
        assertThat(ledger.held(1L, gone)).isNull();
        assertThat(ledger.held(1L, outside)).isNotNull();
        assertThat(ledger.teams.reports)
                .containsExactly(
                        RepairReport.started("repair of TRACE"),
                        new RepairReport("repair of TRACE", RepairReport.State.COMPLETED, 2, 2, 1, null));
    }

    @Test
    void shouldRemoveNothingWhenARepairReadsOnlySomeRows() {
        conversation();
        Row.Trace other = new Row.Trace(91, 1L, 3L, 60L, 5, 10, "success");
        ledger.feed(inserts(3, other));
        ledger.feed(
                Envelope.repair("STARTED", SourceTable.TRACE, Long.MIN_VALUE, Long.MAX_VALUE, false),
                Envelope.incremental(TRACE),
                Envelope.repair("COMPLETED", SourceTable.TRACE, Long.MIN_VALUE, Long.MAX_VALUE, false));

        assertThat(ledger.held(1L, other)).isNotNull();
        assertThat(ledger.teams.reports)
                .contains(new RepairReport("repair of TRACE", RepairReport.State.COMPLETED, 1, 0, 0, null));
    }

    @Test
    void shouldHealADegradedTableWhenARepairReadsAllOfIt() {
        ledger.feed(Envelope.unreadable(SourceTable.TRACE, 4, 3, 300));
        ledger.feed(
                Envelope.repair("STARTED", SourceTable.TRACE, 1, 9),
                Envelope.repair("COMPLETED", SourceTable.TRACE, 1, 9));
        assertThat(ledger.status().degraded()).containsExactly(SourceTable.TRACE);

        ledger.feed(
                Envelope.repair("STARTED", SourceTable.TRACE, Long.MIN_VALUE, Long.MAX_VALUE),
                Envelope.repair("COMPLETED", SourceTable.TRACE, Long.MIN_VALUE, Long.MAX_VALUE));
        assertThat(ledger.status().degraded()).isEmpty();
    }

    @Test
    void shouldGoOnInTheMiddleOfATruncateAndThenDoWhatWaited() {
        ledger.feed(inserts(2, CHAT));
        Row[] many = LongStream.rangeClosed(1, 10_000)
                .mapToObj(id -> new Row.Message(id, 50, "human", id))
                .toArray(Row[]::new);
        ledger.feed(inserts(3, many));
        ledger.post(List.of(
                Envelope.truncate(SourceTable.MESSAGE, 4, 100_000),
                Envelope.insert(MESSAGE, 4, 100_001),
                Envelope.end(4)));
        ledger.slice();
        ledger.restart();
        assertThat(ledger.isBusy()).isTrue();
        assertThat(ledger.status().waiting()).isEqualTo(2);
        assertThat(Objects.requireNonNull(ledger.status().work()).rowsDone()).isBetween(1L, 3_000L);

        while (ledger.isBusy()) {
            ledger.slice();
            ledger.restart();
        }

        assertThat(ledger.teams.rows.keySet().stream().filter(held -> held.row().table() == SourceTable.MESSAGE))
                .containsExactly(new TeamsMirror.Held(1L, RowId.of(MESSAGE)));
        assertThat(last()).isEqualTo(new TeamRecord.TransactionEnd(4, 100_000));
    }

    private void conversation() {
        ledger.feed(inserts(2, CHAT, SESSION, MESSAGE, TAGGING, TRACE));
    }

    private TeamRecord last() {
        return ledger.teams.records.get(ledger.teams.records.size() - 1);
    }
}
