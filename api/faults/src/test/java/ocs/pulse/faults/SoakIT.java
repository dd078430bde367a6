package ocs.pulse.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Memory and file handles of every part, a line a minute, under steady writes and reads. They have to be as flat in the last
 * third as in the one before.
 *
 * <pre>
 * mvn verify -pl api/faults -am -Dtest.excluded=none -Dtest=none -Dit.test=SoakIT -Dsoak.minutes=240 \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * </pre>
 */
@Tag("soak")
final class SoakIT {
    private static final int MINUTES = Integer.getInteger("soak.minutes", 15);

    /** By how much more may be taken in the last third. */
    private static final double SLACK = 1.1;

    private final Map<String, List<Usage>> taken = new LinkedHashMap<>();

    @Test
    void shouldKeepMemoryAndFileHandlesFlat(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path home) throws Exception {
        try (Trial trial = Trial.start(home, 1)) {
            System.out.println("soak of " + MINUTES + " minutes, "
                    + LocalDateTime.now().truncatedTo(ChronoUnit.MINUTES) + " at " + commit());
            for (int minute = 1; minute <= MINUTES; minute++) {
                TimeUnit.MINUTES.sleep(1);
                look(minute, trial.cluster());
            }
            trial.settle();
            System.out.println("requests " + trial.counts());
        }
        taken.forEach((part, usages) -> {
            assertThat(last(usages, Usage::megabytes))
                    .as(part + ", MB")
                    .isLessThan(SLACK * middle(usages, Usage::megabytes));
            assertThat(last(usages, Usage::files))
                    .as(part + ", files")
                    .isLessThan(SLACK * middle(usages, Usage::files));
        });
    }

    private void look(int minute, LocalCluster cluster) {
        StringBuilder line = new StringBuilder("minute " + minute);
        for (Child part : cluster.everything()) {
            part.usage().ifPresent(usage -> {
                taken.computeIfAbsent(part.name(), name -> new ArrayList<>()).add(usage);
                line.append("  %s %d MB %d files %d threads"
                        .formatted(part.name(), usage.megabytes(), usage.files(), usage.threads()));
            });
        }
        System.out.println(line);
    }

    private static double middle(List<Usage> usages, ToLongFunction<Usage> figure) {
        return mean(usages.subList(usages.size() / 3, usages.size() * 2 / 3), figure);
    }

    private static double last(List<Usage> usages, ToLongFunction<Usage> figure) {
        return mean(usages.subList(usages.size() * 2 / 3, usages.size()), figure);
    }

    private static double mean(List<Usage> usages, ToLongFunction<Usage> figure) {
        return usages.stream().mapToLong(figure).average().orElse(0);
    }

    private static String commit() throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD").start();
        String name = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return git.waitFor() == 0 ? name : "an unknown commit";
    }
}
