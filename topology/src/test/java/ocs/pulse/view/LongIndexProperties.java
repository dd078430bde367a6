package ocs.pulse.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LongIndexProperties {
    @Property
    void shouldBeAMapAfterAnyPutsAndRemovals(
            @ForAll @Size(max = 300) List<@IntRange(min = -40, max = 40) Integer> steps) {
        LongIndex index = new LongIndex();
        Map<Long, Integer> model = new HashMap<>();
        for (int step = 0; step < steps.size(); step++) {
            long key = steps.get(step) * 1_000_003L;
            if (step % 3 == 2) {
                index.remove(key);
                model.remove(key);
            } else {
                index.put(key, step);
                model.put(key, step);
            }
        }
        assertThat(index.size()).isEqualTo(model.size());
        for (long key = -40; key <= 40; key++) {
            assertThat(index.get(key * 1_000_003L)).isEqualTo(model.getOrDefault(key * 1_000_003L, LongIndex.ABSENT));
        }
    }
}
