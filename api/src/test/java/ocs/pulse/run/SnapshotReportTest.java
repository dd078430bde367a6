package ocs.pulse.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import ocs.pulse.capture.SnapshotTable;
import org.junit.jupiter.api.Test;

class SnapshotReportTest {
    @Test
    void shouldDrawHowMuchIsDoneAndLeft() {
        List<SnapshotTable> tables =
                List.of(new SnapshotTable("chat_chat", 1_000, 0), new SnapshotTable("chat_chatmessage", 500, 2_000));
        assertThat(SnapshotReport.line(tables, Duration.ofSeconds(20)))
                .startsWith("snapshot [###############...............] 1,500 of about 3,000 rows, 20 s left");
        assertThat(SnapshotReport.line(List.of(), Duration.ZERO)).contains("[..............................] 0 of");
    }
}
