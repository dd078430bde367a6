package ocs.pulse.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    void shouldMoveOneLineOnATerminalAndTakeItAway() {
        ProgressBar bar = new ProgressBar(out, true);
        bar.show("one", 0);
        bar.show("two", 1);
        bar.clear();
        bar.clear();
        assertThat(printed).hasToString("\r\u001b[Kone\r\u001b[Ktwo\r\u001b[K");
    }

    @Test
    void shouldPrintALineEveryTenSecondsWhereNobodyLooks() {
        ProgressBar bar = new ProgressBar(out, false);
        bar.show("at once", Duration.ofSeconds(-3).toNanos());
        bar.show("too soon", Duration.ofSeconds(6).toNanos());
        bar.show("later", Duration.ofSeconds(7).toNanos());
        bar.clear();
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("at once\nlater\n");
    }

    @Test
    void shouldFillTheBarAsTheWorkGoesOn() {
        assertThat(ProgressBar.bar(0, 0)).isEqualTo("[..............................]");
        assertThat(ProgressBar.bar(1, 2)).isEqualTo("[###############...............]");
        assertThat(ProgressBar.bar(9, 2)).isEqualTo("[##############################]");
    }
}
