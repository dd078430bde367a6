package ocs.pulse.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.change.TeamRecord;
import org.junit.jupiter.api.Test;

/** Views of large teams are there before anybody asks, others when somebody does. */
class EarlyViewsTest {
    private static final long ROOM = 1L << 30;
    private static final int LARGE = 5_000;

    private final List<Long> asked = new ArrayList<>();
    private long offset = 1;

    @Test
    void shouldBuildLargeTeamsLargestFirstAndOnce() {
        Teams teams = new Teams(1, ROOM);
        EarlyViews early = early(teams, ROOM);
        TeamPartition partition = partition(teams);
        sessions(partition, 1, LARGE);
        sessions(partition, 2, LARGE + 1);
        sessions(partition, 3, LARGE - 1);
        snapshot(partition);

        early.look();
        early.look();

        assertThat(asked).containsExactly(2L, 1L);
        assertThat(teams.viewBuilds()).isEqualTo(2);
    }

    @Test
    void shouldWaitForTheFirstSnapshot() {
        Teams teams = new Teams(1, ROOM);
        EarlyViews early = early(teams, ROOM);
        TeamPartition partition = partition(teams);
        sessions(partition, 1, LARGE);

        early.look();
        assertThat(asked).isEmpty();

        snapshot(partition);
        early.look();
        assertThat(asked).containsExactly(1L);
    }

    @Test
    void shouldLeaveHalfOfTheMemoryToWhatIsAskedFor() {
        Teams teams = new Teams(1, ROOM);
        EarlyViews early = early(teams, 2 * 1_000 * LARGE);
        TeamPartition partition = partition(teams);
        sessions(partition, 1, LARGE);
        sessions(partition, 2, LARGE + 1);
        snapshot(partition);

        early.look();

        assertThat(asked).as("the larger has no room").containsExactly(1L);
    }

    @Test
    void shouldBuildAgainWhenThePartitionHasComeBack() {
        Teams teams = new Teams(1, ROOM);
        EarlyViews early = early(teams, ROOM);
        MapStore store = new MapStore();
        TeamPartition first = partition(teams, store);
        sessions(first, 1, LARGE);
        snapshot(first);
        early.look();
        first.close();
        teams.closed(first);
        early.look();

        teams.opened(new TeamPartition(0, store, teams.memory()));
        early.look();

        assertThat(asked).containsExactly(1L, 1L);
    }

    private EarlyViews early(Teams teams, long memory) {
        return new EarlyViews(teams, memory, view -> asked.add(view.teamId()));
    }

    private static TeamPartition partition(Teams teams) {
        return partition(teams, new MapStore());
    }

    private static TeamPartition partition(Teams teams, MapStore store) {
        TeamPartition partition = new TeamPartition(0, store, teams.memory());
        teams.opened(partition);
        return partition;
    }

    private void snapshot(TeamPartition partition) {
        partition.apply(new TeamRecord.Snapshot(1, true), offset++);
    }

    private void sessions(TeamPartition partition, long team, int count) {
        for (long session = 1; session <= count; session++) {
            long id = 1_000_000 * team + session;
            Row.Session row =
                    new Row.Session(id, team, "external-" + id, 1, null, id, 1L, "web", false, "active", session, null);
            partition.apply(new TeamRecord.Changed(team, null, Placed.in(id, row), 1, 1, 1), offset++);
        }
    }
}
