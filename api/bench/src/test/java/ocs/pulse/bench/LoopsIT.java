package ocs.pulse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;

/** Whether every inner loop runs, over few rows; it measures nothing. */
class LoopsIT {
    @Test
    void shouldTakeTheOptionsOfJmh() {
        assertThat(new CommandLine(new Bench()).execute("loops", "-lp", "Questions"))
                .isZero();
    }

    @Test
    void shouldRunEveryLoop() throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .param("sessions", "1000")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(20))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        assertThat(results).hasSizeGreaterThan(25).allSatisfy(result -> assertThat(
                        result.getPrimaryResult().getScore())
                .as(result.getParams().getBenchmark())
                .isPositive());
    }
}
