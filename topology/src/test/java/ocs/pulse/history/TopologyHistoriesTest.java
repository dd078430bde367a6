package ocs.pulse.history;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to a database, every answer is what its rows say. For as long as asked:
 *
 * <pre>mvn test -pl topology -am -Dtest=TopologyHistoriesTest -Dsurefire.failIfNoSpecifiedTests=false -Dpulse.histories=PT2H</pre>
 */
class TopologyHistoriesTest {
    /** A number of histories, or an ISO 8601 duration. */
    private static final String HISTORIES = System.getProperty("pulse.histories", "1000");

    private static final String SEED = System.getProperty("pulse.history.seed", "");

    @TempDir
    Path directory;

    @Test
    void shouldAnswerWhatTheRowsSayWhateverHappenedToThem() {
        long seed = SEED.isEmpty() ? new Random().nextInt() * 1_000_000L : Long.parseLong(SEED);
        Histories histories = new Histories(directory);
        if (HISTORIES.startsWith("P")) {
            histories.run(seed, Duration.parse(HISTORIES));
        } else {
            histories.run(seed, Long.parseLong(HISTORIES));
        }
    }
}
