package ocs.pulse.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import ocs.pulse.change.Row;
import org.junit.jupiter.api.Test;

class MessageBlocksTest {
    private static final int COUNT = 1000;

    private final MapStore store = new MapStore();
    private final MessageBlocks blocks = new MessageBlocks(new StoreTable(store));

    @Test
    void shouldFillBlocksWhenMessagesComeInOrder() {
        LongStream.rangeClosed(1, COUNT).forEach(this::put);
        assertThat(ids()).isEqualTo(upTo(COUNT));
        assertThat(store.size()).isEqualTo(COUNT / MessageBlocks.MOST_MESSAGES + 1);
    }

    @Test
    void shouldKeepTheOrderOfIdsWhenMessagesComeInAnyOrder() {
        List<Long> shuffled = new ArrayList<>(upTo(COUNT));
        Collections.shuffle(shuffled, new Random(1));
        shuffled.forEach(this::put);
        assertThat(ids()).isEqualTo(upTo(COUNT));
    }

    @Test
    void shouldLeaveNothingWhenEveryMessageGoes() {
        LongStream.rangeClosed(1, COUNT).forEach(this::put);
        List<Long> shuffled = new ArrayList<>(upTo(COUNT));
        Collections.shuffle(shuffled, new Random(2));
        shuffled.forEach(id -> blocks.remove(1, 5, id));
        assertThat(store.size()).isZero();
    }

    @Test
    void shouldKeepTaggingsWhenTheirMessageChanges() {
        put(3);
        blocks.tag(1, 5, 3, new Row.Tagging(8, 1, 4, 2, 3));
        blocks.put(1, new Row.Message(3, 5, "ai", 77));
        blocks.forEach(1, 5, message -> {
            assertThat(message.getType()).isEqualTo("ai");
            assertThat(message.getTaggingsList()).hasSize(1);
        });
        blocks.untag(1, 5, 3, 8);
        blocks.forEach(1, 5, message -> assertThat(message.getTaggingsList()).isEmpty());
    }

    private void put(long id) {
        blocks.put(1, new Row.Message(id, 5, "human", id));
    }

    private List<Long> ids() {
        List<Long> ids = new ArrayList<>();
        blocks.forEach(1, 5, message -> ids.add(message.getId()));
        return ids;
    }

    private static List<Long> upTo(int count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }
}
