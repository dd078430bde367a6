package ocs.pulse.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrimTest {
    private static final Position TARGET = new Position(7, 100, 1);

    @Test
    void shouldSkipUpToAndIncludingTheTargetWhenItComesAgain() {
        Trim trim = new Trim(TARGET, List.of("END:7"), 1_000);
        assertThat(trim.skips(new Position(6, 200, 0))).isTrue();
        assertThat(trim.skipsMarker("END:6")).isTrue();
        assertThat(trim.skips(new Position(7, 100, 0))).isTrue();
        assertThat(trim.searching()).isTrue();
        assertThat(trim.skips(TARGET)).isTrue();
        assertThat(trim.searching()).isFalse();
        assertThat(trim.skipsMarker("END:7")).isTrue();
        assertThat(trim.skipsMarker("BEGIN:8")).isFalse();
        assertThat(trim.skips(new Position(8, 150, 0))).isFalse();
    }

    @Test
    void shouldStopWhenTheTargetCannotComeAnyMore() {
        Trim trim = new Trim(TARGET, List.of(), 1_000);
        assertThatThrownBy(() -> trim.skips(new Position(9, 1_000, 0)))
                .isInstanceOf(CaptureProblem.class)
                .hasMessageContaining("--resnapshot");
    }

    @Test
    void shouldSkipNothingWhenTheTopicHasNoStreamedRow() {
        assertThat(new Trim(null, List.of(), 0).skips(TARGET)).isFalse();
    }

    @Test
    void shouldReleaseARecordWhenAnotherLogPositionHasCome() {
        Hold<String> hold = new Hold<>();
        hold.take(new Position(1, 10, 0), "a");
        hold.take(new Position(1, 10, 1), "b");
        assertThat(hold.release()).isNull();
        hold.take(new Position(2, 9, 0), "c");
        assertThat(hold.release()).isEqualTo("b");
        assertThat(hold.release()).isNull();
    }
}
