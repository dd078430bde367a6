package ocs.pulse.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.query.chatbot.ChatbotTotals;
import ocs.pulse.view.ViewImage;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

/**
 * A copy may have come as far as any single put: what it answers is the state after some whole
 * transaction, or after some row that was repaired alone, or nothing.
 */
class StandbysProperties {

    @Property(tries = 60)
    void shouldAnswerOfWholeTransactionsHoweverFarTheCopyHasCome(@ForAll long seed) {
        Random random = new Random(seed);
        RandomTeam team = new RandomTeam(random);
        MapStore store = new MapStore();
        TeamPartition partition = new TeamPartition(0, store, new ViewMemory(1 << 20));
        Map<String, Object> images = new HashMap<>();
        Map<String, List<ChatbotTotals>> totals = new HashMap<>();
        partition.apply(new TeamRecord.Snapshot(1, true), 0);
        long offset = 1;
        for (int transactions = random.nextInt(8); transactions >= 0; transactions--) {
            boolean single = random.nextInt(3) == 0;
            for (TeamRecord record : team.next()) {
                if (single && record instanceof TeamRecord.Changed changed) {
                    partition.apply(alone(changed), offset++);
                    note(partition, images, totals);
                } else if (!single) {
                    partition.apply(record, offset++);
                }
            }
            note(partition, images, totals);
        }
        assertThat(replay(store.log(), images, totals)).isPositive();
    }

    /** As a repair sends it. */
    private static TeamRecord alone(TeamRecord.Changed changed) {
        return new TeamRecord.Changed(
                changed.teamId(), changed.before(), changed.after(), 0, changed.lsn(), changed.committedAt());
    }

    private static void note(
            TeamPartition partition, Map<String, Object> images, Map<String, List<ChatbotTotals>> totals) {
        Answer<Object> whole = partition.ask(RandomTeam.TEAM, ViewImage::of);
        images.put(whole.version(), whole.value());
        totals.put(
                whole.version(),
                partition.read(RandomTeam.TEAM, StandbysProperties::totals).value());
    }

    private static int replay(
            List<KeyValue<Bytes, byte[]>> log, Map<String, Object> images, Map<String, List<ChatbotTotals>> totals) {
        MapStore copy = new MapStore();
        int answered = 0;
        for (KeyValue<Bytes, byte[]> put : log) {
            copy.put(put.key, put.value);
            Standbys standbys = new Standbys(1, partition -> copy, 0, Duration.ZERO);
            try {
                Answer<Object> answer = standbys.ask(RandomTeam.TEAM, ViewImage::of);
                if (images.containsKey(answer.version())) {
                    assertThat(answer.value()).isEqualTo(images.get(answer.version()));
                    Answer<List<ChatbotTotals>> figures = standbys.read(RandomTeam.TEAM, StandbysProperties::totals);
                    assertThat(figures.value()).isEqualTo(totals.get(figures.version()));
                    answered++;
                }
            } catch (NotReadyException halfApplied) {
                assertThat(halfApplied.getMessage()).containsAnyOf("whole", "snapshot");
            }
        }
        return answered;
    }

    private static List<ChatbotTotals> totals(StoreFigures figures) {
        List<ChatbotTotals> totals = new ArrayList<>();
        for (long experiment = 1; experiment <= RandomTeam.EXPERIMENTS; experiment++) {
            totals.add(figures.totals(experiment));
        }
        return totals;
    }
}
