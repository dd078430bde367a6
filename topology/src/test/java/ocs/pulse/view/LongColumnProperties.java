package ocs.pulse.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LongColumnProperties {
    private static final long[] EDGES = {
        0, 1, 0x7FFF_FFFFL, 0x8000_0000L, 0xFFFF_FFFFL, 0x1_0000_0000L, -1, Long.MIN_VALUE, Long.MAX_VALUE
    };

    @Property(tries = 300)
    void shouldBeAnArrayWhateverIsSetAndMoved(@ForAll long seed) {
        Random random = new Random(seed);
        LongColumn column = new LongColumn();
        long[] model = new long[0];
        for (int step = 0; step < 60; step++) {
            if (model.length == 0 || random.nextInt(6) == 0) {
                model = Arrays.copyOf(model, model.length + random.nextInt(8));
                column.resize(model.length);
            } else if (random.nextInt(4) == 0) {
                int count = random.nextInt(model.length);
                int from = random.nextInt(model.length - count);
                int to = random.nextInt(model.length - count);
                System.arraycopy(model, from, model, to, count);
                column.move(from, to, count);
            } else {
                int place = random.nextInt(model.length);
                model[place] = step < 40 ? random.nextInt(1 << 20) : EDGES[random.nextInt(EDGES.length)];
                column.set(place, model[place]);
            }
            assertThat(values(column, model.length)).containsExactly(model);
        }
        LongColumn taken = new LongColumn();
        taken.resize(model.length);
        taken.take(column, 0, 0, model.length);
        assertThat(values(taken, model.length)).containsExactly(model);
    }

    @Test
    void shouldTakeFourBytesForIdsOfFourBytes() {
        LongColumn column = new LongColumn();
        column.resize(10);
        column.set(9, 0xFFFF_FFFFL);
        assertThat(column.bytes()).isEqualTo(40);

        column.set(0, -1);

        assertThat(column.bytes()).isEqualTo(80);
        assertThat(column.get(9)).isEqualTo(0xFFFF_FFFFL);
    }

    private static long[] values(LongColumn column, int size) {
        long[] values = new long[size];
        Arrays.setAll(values, column::get);
        return values;
    }
}
