package ocs.pulse.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NumberingProperties {
    private static final int IDS = 60;

    @Property(tries = 300)
    void shouldKeepANumberForAnIdAsLongAsAnythingHoldsIt(@ForAll long seed) {
        Random random = new Random(seed);
        Numbering numbering = new Numbering();
        Map<Long, Integer> holders = new HashMap<>();
        Map<Long, Integer> numbers = new HashMap<>();
        for (int step = 0; step < 400; step++) {
            long id = (random.nextInt(IDS) - 5) * 1_000_003L;
            if (random.nextBoolean() && holders.containsKey(id)) {
                boolean free = numbering.release(id);
                assertThat(free)
                        .isEqualTo(
                                holders.merge(id, -1, (held, less) -> held + less == 0 ? null : held + less) == null);
                if (free) {
                    numbers.remove(id);
                }
            } else {
                int number = numbering.hold(id);
                holders.merge(id, 1, Integer::sum);
                assertThat(numbers.computeIfAbsent(id, first -> number)).isEqualTo(number);
            }
        }
        numbers.forEach((id, number) -> {
            assertThat(numbering.get(id)).isEqualTo(number);
            assertThat(numbering.id(number)).isEqualTo(id);
            assertThat(numbering.isHeld(number)).isTrue();
        });
        assertThat(new HashSet<>(numbers.values())).as("no number twice").hasSameSizeAs(numbers.values());
        assertThat(numbering.bound()).isLessThanOrEqualTo(IDS);
    }

    @Test
    void shouldRefuseToReleaseWhatNothingHolds() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Numbering().release(7))
                .withMessageContaining("7");
    }
}
