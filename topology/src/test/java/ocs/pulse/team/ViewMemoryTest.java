package ocs.pulse.team;

import static org.assertj.core.api.Assertions.assertThat;

import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.view.TeamView;
import org.junit.jupiter.api.Test;

/** Views are built when somebody asks and only then, and kept for as long as there is room. */
class ViewMemoryTest {
    private static final long LARGE = 1L << 30;

    private final MapStore store = new MapStore();
    private long offset = 1;

    @Test
    void shouldBuildAViewOnceHoweverOftenItIsAskedAndChanged() {
        ViewMemory memory = new ViewMemory(LARGE);
        TeamPartition partition = partition(memory);
        for (int round = 0; round < 50; round++) {
            message(partition, 1, 100 + round);
            message(partition, 2, 500 + round);
            assertThat(messages(partition, 1)).isEqualTo(round + 1);
        }

        assertThat(memory.builds()).as("nobody asked for the other team").isEqualTo(1);
        assertThat(memory.count()).isEqualTo(1);
    }

    @Test
    void shouldBuildNoViewForWhatTheStoreAnswers() {
        ViewMemory memory = new ViewMemory(LARGE);
        TeamPartition partition = partition(memory);
        message(partition, 1, 100);

        partition.read(1, figures -> figures.totals(1));

        assertThat(memory.builds()).isZero();
    }

    @Test
    void shouldDropTheViewThatNobodyAskedForLongestWhenAnotherDoesNotFit() {
        ViewMemory memory = new ViewMemory(0);
        TeamPartition all = partition(memory);
        messages(all, 1);
        ViewMemory two = new ViewMemory(5 * memory.bytes() / 2);
        TeamPartition partition = partition(two);

        messages(partition, 1);
        messages(partition, 2);
        messages(partition, 1);
        messages(partition, 3);
        assertThat(two.count()).isEqualTo(2);
        messages(partition, 1);
        assertThat(two.builds())
                .as("the first was asked for since the second was")
                .isEqualTo(3);
        messages(partition, 2);
        assertThat(two.builds()).isEqualTo(4);
        assertThat(two.bytes()).isLessThanOrEqualTo(5 * memory.bytes() / 2);
    }

    @Test
    void shouldKeepOnlyTheViewThatIsAskedForWhenNoneFits() {
        ViewMemory memory = new ViewMemory(0);
        TeamPartition partition = partition(memory);

        messages(partition, 1);
        messages(partition, 1);
        assertThat(memory.builds()).isEqualTo(1);
        messages(partition, 2);
        messages(partition, 1);

        assertThat(memory.builds()).isEqualTo(3);
        assertThat(memory.count()).isEqualTo(1);
    }

    @Test
    void shouldDropAnotherViewWhenTheOneAskedForHasGrown() {
        ViewMemory small = new ViewMemory(0);
        messages(partition(small), 1);
        ViewMemory memory = new ViewMemory(5 * small.bytes() / 2);
        TeamPartition partition = partition(memory);
        messages(partition, 1);
        messages(partition, 2);
        for (int id = 0; id < 5_000; id++) {
            message(partition, 1, id);
        }
        assertThat(memory.count()).isEqualTo(2);

        assertThat(messages(partition, 1)).isEqualTo(5_000);

        assertThat(memory.count()).isEqualTo(1);
        messages(partition, 2);
        assertThat(memory.builds()).isEqualTo(3);
    }

    @Test
    void shouldForgetTheViewsOfAPartitionThatCloses() {
        ViewMemory memory = new ViewMemory(LARGE);
        TeamPartition partition = partition(memory);
        messages(partition, 1);
        messages(partition, 2);

        partition.close();

        assertThat(memory.count()).isZero();
        assertThat(memory.bytes()).isZero();
    }

    private TeamPartition partition(ViewMemory memory) {
        TeamPartition partition = new TeamPartition(0, store, memory);
        partition.apply(new TeamRecord.Snapshot(1, true), offset++);
        return partition;
    }

    private void message(TeamPartition partition, long team, long id) {
        Row.Message row = new Row.Message(id, 10 * team, "human", id);
        partition.apply(new TeamRecord.Changed(team, null, Placed.in(10 * team, row), id + 1, 1, 1), offset++);
        partition.apply(new TeamRecord.TransactionEnd(id + 1, 1), offset++);
    }

    private static int messages(TeamPartition partition, long team) {
        return partition.ask(team, ViewMemoryTest::messages).value();
    }

    private static int messages(TeamView view) {
        int messages = 0;
        for (int conversation = 0; conversation < view.conversationBound(); conversation++) {
            messages += view.messageEnd(conversation) - view.messageStart(conversation);
        }
        return messages;
    }
}
