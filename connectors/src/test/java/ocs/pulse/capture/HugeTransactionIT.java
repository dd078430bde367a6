package ocs.pulse.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One transaction of more rows than the memory of capture holds (256 MiB). {@code mvn verify -pl connectors -am
 * -Dtest.excluded=none -Dtest=none -Dit.test=HugeTransactionIT -Dsurefire.failIfNoSpecifiedTests=false
 * -Dfailsafe.failIfNoSpecifiedTests=false}
 */
@Tag("soak")
class HugeTransactionIT {
    private static final int ROWS = 400_000;

    @Test
    void shouldPassATransactionOnThatIsLargerThanItsMemory(@TempDir Path directory) throws Exception {
        try (Bench bench = Bench.start(directory)) {
            CaptureChild child = CaptureChild.start(bench, directory.resolve("capture.log"));
            try {
                await().atMost(Duration.ofMinutes(2)).until(() -> bench.endOffset() > 20);
                bench.sql("INSERT INTO chat_chatmessage (id, chat_id) SELECT n, n FROM generate_series(1, " + ROWS
                        + ") n");
                await().atMost(Duration.ofMinutes(10)).until(() -> {
                    assertThat(child.isAlive()).isTrue();
                    return bench.endOffset() > ROWS;
                });
            } finally {
                child.kill();
            }
        }
    }
}
