package ocs.pulse.faults;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults of one cluster that goes from one to the next: after each it has to come back and be right. The seed,
 * {@code -Dfaults.seed}, decides what is written and which part is hit.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Faults {
    static final int MINUTE = 60;

    final long seed = Long.getLong("faults.seed", 1);
    final Random random = new Random(seed);
    private Trial started;

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path home) throws Exception {
        started = Trial.start(home, seed);
    }

    @AfterEach
    void settle(TestInfo test) throws Exception {
        started.settle();
        lookCloser();
        System.out.println(test.getDisplayName() + " " + started.counts());
    }

    /** More than is looked at after every fault. */
    void lookCloser() throws Exception {
        // Enough.
    }

    @AfterAll
    void stop() throws Exception {
        if (started != null) {
            started.close();
        }
    }

    final Trial trial() {
        return started;
    }

    final LocalCluster cluster() {
        return started.cluster();
    }
}
