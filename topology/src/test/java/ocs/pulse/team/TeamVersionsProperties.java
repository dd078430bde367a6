package ocs.pulse.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeTry;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.view.SharedTables;
import ocs.pulse.view.TeamView;
import ocs.pulse.view.ViewImage;

/** A version names one state of a team: never two, over restarts at any record and new snapshots. */
class TeamVersionsProperties {
    private final Map<String, String> states = new HashMap<>();
    private MapStore store = new MapStore();
    private TeamPartition partition = open();
    private long offset;

    @BeforeTry
    void beginAnew() {
        states.clear();
        store = new MapStore();
        partition = open();
        offset = 0;
    }

    @Property(tries = 200)
    void shouldNameNoTwoStatesAlike(@ForAll long seed) {
        Random random = new Random(seed);
        RandomTeam team = new RandomTeam(random);
        apply(new TeamRecord.Snapshot(1, true));
        for (int transactions = random.nextInt(25); transactions >= 0; transactions--) {
            boolean restarts = random.nextInt(4) == 0;
            for (TeamRecord record : team.next()) {
                if (restarts && random.nextInt(3) == 0) {
                    partition = open();
                }
                apply(record);
            }
            if (random.nextInt(8) == 0) {
                apply(new TeamRecord.Snapshot(transactions + 100, false));
                look();
                apply(new TeamRecord.Snapshot(transactions + 100, true));
            }
            look();
        }
    }

    @Property(tries = 100)
    void shouldKeepTheNameOverARestart(@ForAll long seed) {
        RandomTeam team = new RandomTeam(new Random(seed));
        apply(new TeamRecord.Snapshot(1, true));
        for (int transactions = 0; transactions < 5; transactions++) {
            team.next().forEach(this::apply);
            apply(new TeamRecord.Watermark(transactions, transactions));
            String before = look();
            partition = open();
            assertThat(look()).isEqualTo(before);
        }
    }

    @Property(tries = 20)
    void shouldGiveTwoHistoriesDifferentNames(@ForAll long seed) {
        RandomTeam team = new RandomTeam(new Random(seed));
        TeamPartition other = new TeamPartition(0, new MapStore(), new ViewMemory(1 << 20));
        apply(new TeamRecord.Snapshot(1, true));
        other.apply(new TeamRecord.Snapshot(1, true), offset);
        for (TeamRecord record : team.next()) {
            apply(record);
            other.apply(record, offset);
        }
        assertThat(look()).isNotEqualTo(other.version(RandomTeam.TEAM).value());
    }

    private TeamPartition open() {
        return new TeamPartition(0, store, new ViewMemory(1 << 20));
    }

    private void apply(TeamRecord record) {
        partition.apply(record, ++offset);
    }

    /** Notes the team's state under the name it has now. */
    private String look() {
        String foretold = partition.version(RandomTeam.TEAM).value();
        Answer<String> answer = partition.ask(RandomTeam.TEAM, TeamVersionsProperties::state);
        assertThat(answer.version()).isEqualTo(foretold);
        assertThat(states.merge(foretold, answer.value(), (known, now) -> known))
                .as("the state named %s", foretold)
                .isEqualTo(answer.value());
        return foretold;
    }

    private static String state(TeamView view) {
        return ViewImage.of(view) + shared(view.shared());
    }

    private static String shared(SharedTables shared) {
        return text(shared.experiments()) + text(shared.channels()) + text(shared.tags());
    }

    private static String text(Iterable<?> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(Object::toString)
                .sorted()
                .toList()
                .toString();
    }
}
