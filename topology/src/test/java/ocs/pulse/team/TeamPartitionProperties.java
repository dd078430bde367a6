package ocs.pulse.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.query.chatbot.ViewChatbotFigures;
import ocs.pulse.view.ViewImage;

/** Whatever happens to a team's rows, in whatever order: aggregates and views are those of the rows that are left. */
class TeamPartitionProperties {

    @Property(tries = 400)
    void shouldHoldWhatTheRowsSayAfterEveryTransaction(@ForAll long seed) {
        Random random = new Random(seed);
        RandomTeam team = new RandomTeam(random);
        MapStore store = new MapStore();
        TeamPartition partition = new TeamPartition(0, store, new ViewMemory(1 << 20));
        partition.apply(new TeamRecord.Snapshot(1, true), 0);
        long offset = 1;
        for (int transactions = random.nextInt(25); transactions >= 0; transactions--) {
            for (TeamRecord record : team.next()) {
                partition.apply(record, offset++);
            }
            if (random.nextInt(8) == 0) {
                partition.close();
                partition = new TeamPartition(0, store, new ViewMemory(1 << 20));
            }
            assertSame(partition, team);
        }
        assertSame(new TeamPartition(0, store, new ViewMemory(1 << 20)), team);
    }

    private static void assertSame(TeamPartition partition, RandomTeam team) {
        partition.read(RandomTeam.TEAM, figures -> {
            for (long experiment = 1; experiment <= RandomTeam.EXPERIMENTS; experiment++) {
                assertThat(figures.totals(experiment))
                        .as("experiment %s", experiment)
                        .isEqualTo(NaiveTeam.totals(team, experiment));
                assertThat(NaiveTeam.traces(figures, experiment)).isEqualTo(NaiveTeam.traces(team, experiment));
            }
            assertThat(NaiveTeam.slots(figures)).isEqualTo(NaiveTeam.slots(team));
            return true;
        });
        partition.ask(RandomTeam.TEAM, view -> {
            assertThat(ViewImage.of(view)).isEqualTo(ViewImage.of(NaiveTeam.rows(team)));
            ViewChatbotFigures figures = new ViewChatbotFigures(view);
            for (long experiment = 1; experiment <= RandomTeam.EXPERIMENTS; experiment++) {
                assertThat(figures.totals(experiment)).isEqualTo(NaiveTeam.totals(team, experiment));
            }
            return true;
        });
    }
}
