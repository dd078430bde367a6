package ocs.pulse.faults;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fair selection of faults, on one cluster that goes from one to the next. The others are in {@link AllFaultsIT}. The seed,
 * {@code -Dfaults.seed}, decides what is written and which part is hit.
 */
@Tag("soak")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FaultsIT {
    private final long seed = Long.getLong("faults.seed", 1);
    private final Random random = new Random(seed);
    private Trial trial;

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path home) throws Exception {
        trial = new Trial(home, seed);
    }

    @AfterEach
    void settle(TestInfo test) throws Exception {
        trial.settle();
        System.out.println(test.getDisplayName() + " " + trial.counts());
    }

    @AfterAll
    void stop() throws Exception {
        trial.close();
    }

    @Test
    void shouldStayRightWhenAserverIsKilled() {
        int server = random.nextInt(2);
        trial.cluster().servers().get(server).kill();
        trial.awaitTakenOver(1 - server);
    }

    @Test
    void shouldStayRightWhenAserverIsFrozenAndThawed() {
        int server = random.nextInt(2);
        trial.cluster().servers().get(server).freeze();
        trial.awaitTakenOver(1 - server);
        trial.cluster().servers().get(server).thaw();
        trial.awaitAnswered(server);
    }

    @Test
    void shouldStayRightWhenAbrokerIsKilled() {
        trial.cluster().brokers().get(random.nextInt(3)).kill();
    }

    @Test
    void shouldStayRightWhenCaptureIsKilled() {
        trial.cluster().capture().kill();
    }

    @Test
    void shouldStayRightWhenPostgresIsKilled() {
        trial.cluster().killPostgres();
        trial.cluster().restartPostgres();
    }

    @Test
    void shouldStayRightWhenAserverIsCutFromKafka() {
        int server = random.nextInt(2);
        trial.cluster().kafkaOfServer(server).forEach(Proxy::cut);
        trial.awaitTakenOver(1 - server);
        trial.cluster().kafkaOfServer(server).forEach(Proxy::mend);
    }

    @Test
    void shouldStayRightWhenEverythingIsKilled() {
        trial.cluster().everything().forEach(Child::kill);
    }
}
