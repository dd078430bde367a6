package ocs.pulse.history;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Runs histories, each from a seed of its own; one that fails is shrunk to the acts that it takes. */
final class Histories {
    private static final int MOST_ACTS = 12;

    private final Path directory;

    Histories(Path directory) {
        this.directory = directory;
    }

    /** The first {@code count} histories from this seed on. */
    void run(long seed, long count) {
        for (long at = 0; at < count; at++) {
            run(seed + at);
        }
    }

    /** As many as there is time for. */
    void run(long seed, Duration length) {
        long until = System.nanoTime() + length.toNanos();
        for (long at = seed; System.nanoTime() < until; at++) {
            run(at);
        }
    }

    /** One history; fails with what is left of it when every act is gone that it fails without. */
    void run(long seed) {
        Random random = new Random(seed);
        List<Long> acts = new ArrayList<>();
        for (int left = 1 + random.nextInt(MOST_ACTS); left > 0; left--) {
            acts.add(random.nextLong());
        }
        Throwable failure = failure(seed, acts);
        if (failure != null) {
            shrink(seed, acts);
        }
    }

    private void shrink(long seed, List<Long> failing) {
        List<Long> acts = new ArrayList<>(failing);
        for (int at = acts.size() - 1; at >= 0; at--) {
            List<Long> fewer = new ArrayList<>(acts);
            fewer.remove(at);
            if (failure(seed, fewer) != null) {
                acts = fewer;
            }
        }
        throw new AssertionError(
                "The history of seed " + seed + " fails, and with nothing but its acts " + acts + " still. Run it by"
                        + " -Dpulse.history.seed=" + seed + " -Dpulse.histories=1",
                failure(seed, acts));
    }

    private @Nullable Throwable failure(long seed, List<Long> acts) {
        try (TopologyHistory history = new TopologyHistory(directory, seed)) {
            acts.forEach(history::act);
            return null;
        } catch (AssertionError | RuntimeException failure) {
            return failure;
        }
    }
}
