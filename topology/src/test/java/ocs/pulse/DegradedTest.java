package ocs.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import ocs.pulse.change.Envelope;
import ocs.pulse.change.Row;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.tables.SourceTable;
import ocs.pulse.team.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change that nobody can read, through both stages: kept as a dead letter, told with every answer, until it is mended. */
class DegradedTest {
    private static final long TEAM = 6;
    private static final Row.Tag TAG = new Row.Tag(4, TEAM, "urgent", "", false);
    private static final Envelope UNREADABLE = Envelope.unreadable(SourceTable.TAG, 4, 9, 900);

    @TempDir
    Path directory;

    private final TwoStages.Stores stores = TwoStages.Stores.kept();

    @BeforeEach
    void snapshot() {
        try (TwoStages stages = stages()) {
            stages.snapshot(List.of(new Row.Team(TEAM, "Team", "team"), TAG), 100);
            stages.work();
            assertThat(incomplete(stages)).isEmpty();
        }
    }

    @Test
    void shouldKeepTheLetterAndSayWithEveryAnswerThatATableLacksAChange() {
        try (TwoStages stages = stages()) {
            stages.send(UNREADABLE);

            assertThat(stages.deadLetters()).containsExactly(UNREADABLE.valueBytes());
            assertThat(incomplete(stages)).containsExactly(Answer.TABLE);
            assertThat(stages.teams().read(TEAM, figures -> true).incomplete()).containsExactly(Answer.TABLE);
            assertThat(stages.teams().degraded()).isEqualTo(new TeamRecord.Degraded(Set.of(SourceTable.TAG), false));
        }
        try (TwoStages stages = stages()) {
            assertThat(incomplete(stages)).as("after a restart").containsExactly(Answer.TABLE);
        }
    }

    @Test
    void shouldBeWholeAgainWhenANewSnapshotHasPassed() {
        try (TwoStages stages = stages()) {
            stages.send(UNREADABLE);
            stages.snapshot(List.of(new Row.Team(TEAM, "Team", "team"), TAG), 1_000);
            stages.work();

            assertThat(incomplete(stages)).isEmpty();
            assertThat(stages.teams().degraded().isNone()).isTrue();
        }
    }

    @Test
    void shouldBeWholeAgainWhenTheTableHasBeenReadWholeAndEveryRowCouldBe() {
        try (TwoStages stages = stages()) {
            stages.send(UNREADABLE);
            repair(stages, 4, 4);
            assertThat(incomplete(stages)).as("a part was read").containsExactly(Answer.TABLE);

            repair(stages, Long.MIN_VALUE, Long.MAX_VALUE);
            assertThat(incomplete(stages)).isEmpty();
            assertThat(stages.teams().degraded().isNone()).isTrue();
        }
    }

    @Test
    void shouldStayDegradedWhenAnotherUnreadableChangeComesDuringTheRepair() {
        try (TwoStages stages = stages()) {
            stages.send(UNREADABLE);
            stages.send(Envelope.repair("STARTED", SourceTable.TAG, Long.MIN_VALUE, Long.MAX_VALUE));
            stages.send(Envelope.unreadable(SourceTable.TAG, 5, 10, 1_000));
            stages.send(Envelope.incremental(TAG));
            stages.send(Envelope.repair("COMPLETED", SourceTable.TAG, Long.MIN_VALUE, Long.MAX_VALUE));
            stages.work();

            assertThat(incomplete(stages)).containsExactly(Answer.TABLE);
        }
    }

    private static void repair(TwoStages stages, long first, long last) {
        stages.send(Envelope.repair("STARTED", SourceTable.TAG, first, last));
        stages.send(Envelope.incremental(TAG));
        stages.send(Envelope.repair("COMPLETED", SourceTable.TAG, first, last));
        stages.work();
    }

    private static Set<String> incomplete(TwoStages stages) {
        return stages.teams().ask(TEAM, view -> true).incomplete();
    }

    private TwoStages stages() {
        return new TwoStages(directory, stores, 1 << 20);
    }
}
