package ocs.pulse.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import ocs.pulse.capture.SnapshotNote;
import ocs.pulse.capture.SnapshotTable;
import org.junit.jupiter.api.Test;

class SnapshotReportTest {
    private static final SnapshotTable WHOLE = new SnapshotTable("chat_chat", 1_000, OptionalLong.of(800), true);

    @Test
    void shouldDrawHowMuchIsDoneAndLeft() {
        List<SnapshotTable> tables =
                List.of(WHOLE, new SnapshotTable("chat_chatmessage", 500, OptionalLong.of(2_000), false));
        assertThat(SnapshotReport.line(new SnapshotNote(Duration.ofSeconds(20), tables)))
                .isEqualTo("snapshot [###############...............] 1,500 of about 3,000 rows, 20 s left");
    }

    @Test
    void shouldSayWhatNobodyKnows() {
        String more = " 1,500 of more than 1,500 rows, time left unknown";
        assertThat(line(new SnapshotTable("chat_chatmessage", 500, OptionalLong.empty(), false)))
                .endsWith(more);
        assertThat(line(new SnapshotTable("chat_chatmessage", 500, OptionalLong.of(400), false)))
                .endsWith(more);
        assertThat(SnapshotReport.line(new SnapshotNote(Duration.ZERO, List.of())))
                .contains("[..............................] 0 of");
    }

    private static String line(SnapshotTable table) {
        return SnapshotReport.line(new SnapshotNote(Duration.ofSeconds(20), List.of(WHOLE, table)));
    }
}
