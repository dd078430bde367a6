package ocs.pulse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import ocs.pulse.KeptStore;
import ocs.pulse.TeamsStage;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.ledger.TeamKey;
import ocs.pulse.team.Answer;
import ocs.pulse.team.TeamsTopology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeamsStageTest {
    private static final long TEAM = 6;
    private static final Row.Chat CHAT = new Row.Chat(50, TEAM);
    private static final Row.Message MESSAGE = new Row.Message(3, 50, "human", 7);

    @TempDir
    Path directory;

    @Test
    void shouldKeepWhatATeamIsToldOverARestart() {
        KeptStore kept = new KeptStore(TeamsTopology.STORE);
        try (TeamsStage stage = stage(kept)) {
            stage.send(TeamKey.EVERYONE, new TeamRecord.Snapshot(1, false));
            stage.send(TeamKey.EVERYONE, new TeamRecord.Snapshot(1, true));
            tell(stage, 100, Placed.in(50, CHAT));
            tell(stage, 200, Placed.in(50, MESSAGE));
            stage.send(TeamKey.EVERYONE, new TeamRecord.Watermark(300, 1_000));
        }
        try (TeamsStage stage = stage(kept)) {
            Answer<Integer> answer = stage.teams().ask(TEAM, view -> view.humans(0));
            assertThat(answer.value()).isEqualTo(1);
            assertThat(answer.watermarkLsn()).isEqualTo(300);
            assertThat(answer.incomplete()).isEmpty();
        }
    }

    private TeamsStage stage(KeptStore store) {
        return new TeamsStage(directory, store, 1 << 20);
    }

    private static void tell(TeamsStage stage, long lsn, Placed placed) {
        stage.send(TeamKey.of(TEAM), new TeamRecord.Changed(TEAM, null, placed, lsn, lsn, lsn));
        stage.send(TeamKey.of(TEAM), new TeamRecord.TransactionEnd(lsn, lsn));
    }
}
