package ocs.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class FreezeTest {
    private final AtomicLong clock = new AtomicLong();
    private final Map<String, Double> heartbeats = new HashMap<>(Map.of("one", 10.0, "two", 20.0));
    private final Freeze freeze = new Freeze(Duration.ofSeconds(3), clock::get, () -> heartbeats);

    @Test
    void shouldTrustTheProcessThatTicks() {
        for (int tick = 0; tick < 20; tick++) {
            after(250);
            freeze.tick();
            assertThat(freeze.isSuspect()).isFalse();
        }
    }

    @Test
    void shouldSuspectTheProcessThatStoodStillBeforeItsNextTick() {
        after(60_000);
        assertThat(freeze.isSuspect()).isTrue();
    }

    @Test
    void shouldSuspectItUntilTheGroupHasHeardFromEveryConsumerTwice() {
        after(60_000);
        freeze.tick();
        heartbeats.put("one", 12.0);
        heartbeats.put("two", 21.0);
        after(250);
        freeze.tick();
        assertThat(freeze.isSuspect()).isTrue();
        heartbeats.put("two", 22.0);
        after(250);
        freeze.tick();
        assertThat(freeze.isSuspect()).isFalse();
    }

    @Test
    void shouldNotWaitForAconsumerThatIsGone() {
        after(60_000);
        freeze.tick();
        heartbeats.clear();
        after(250);
        freeze.tick();
        assertThat(freeze.isSuspect()).isFalse();
    }

    private void after(long milliseconds) {
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(milliseconds));
    }
}
