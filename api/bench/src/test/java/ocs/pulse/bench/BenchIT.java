package ocs.pulse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Whether the benchmark runs and everybody answers alike, in about a minute; it measures nothing worth quoting. */
class BenchIT {
    @TempDir
    Path directory;

    @Test
    void shouldMeasureEveryPieceWithEqualAnswers() throws Exception {
        assertThat(new CommandLine(new Bench()).execute("--quick", "--directory", directory.toString()))
                .isZero();
        Path report = directory.resolve("2k-1/report.json");
        JsonNode times = new ObjectMapper().readTree(report.toFile()).path("times_ms");
        assertThat(times.findValuesAsText("who")).contains("pulse", "one query", "DuckDB", "OCS", "OCS, indexed");
        assertThat(times.findValuesAsText("piece"))
                .contains("dashboard", "panel", "table", "unchanged", "streams", "latency", "arrivals", "restart");
    }
}
