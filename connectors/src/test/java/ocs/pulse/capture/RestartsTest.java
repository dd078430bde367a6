package ocs.pulse.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import ocs.pulse.source.SourceAddress;
import ocs.pulse.source.SourceNames;
import ocs.pulse.source.SourceProblem;
import ocs.pulse.source.SourceSlot;
import org.junit.jupiter.api.Test;

class RestartsTest {
    private static final CaptureProblem KAFKA_AWAY =
            new CaptureProblem(CaptureProblem.Reason.KAFKA_UNREACHABLE, "Kafka does not answer");
    private static final CaptureProblem ENGINE = new CaptureProblem(CaptureProblem.Reason.ENGINE, "Who knows");

    private final Restarts restarts = new Restarts();

    @Test
    void shouldWaitWithoutEndWhenAServerIsAway() {
        for (int attempt = 0; attempt < 10_000; attempt++) {
            Restarts.Next next = restarts.after(KAFKA_AWAY, false);
            assertThat(next).isInstanceOfSatisfying(Restarts.Again.class, again -> assertThat(again.pause())
                    .isBetween(Duration.ofMillis(500), Duration.ofSeconds(15)));
        }
    }

    @Test
    void shouldGiveUpWhenAnUnknownFailureComesAgainAndAgain() {
        for (int attempt = 0; attempt < 20; attempt++) {
            assertThat(restarts.after(ENGINE, false)).isInstanceOf(Restarts.Again.class);
        }
        assertThat(restarts.after(ENGINE, false)).isEqualTo(new Restarts.Stop(ENGINE));
    }

    @Test
    void shouldCountAnewWhenALifeGotFurther() {
        for (int attempt = 0; attempt < 100; attempt++) {
            assertThat(restarts.after(ENGINE, attempt % 10 == 0)).isInstanceOf(Restarts.Again.class);
        }
    }

    @Test
    void shouldStopAtOnceWhenChangesAreLost() {
        SourceProblem lost = SourceProblem.of(slot().lost("is gone"));
        assertThat(restarts.after(lost, false)).isEqualTo(new Restarts.Stop(lost));
        CaptureProblem position = new CaptureProblem(CaptureProblem.Reason.POSITION_LOST, "Gone");
        assertThat(restarts.after(position, true)).isEqualTo(new Restarts.Stop(position));
    }

    private static SourceSlot slot() {
        return new SourceSlot(SourceAddress.of("127.0.0.1", 1, "ocs", "ocs", ""), SourceNames.DEFAULT);
    }
}
