package ocs.pulse.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import ocs.pulse.tables.SourceTable;
import org.junit.jupiter.api.Test;

class RepairRequestTest {
    private static final long LEAST = Long.MIN_VALUE;
    private static final long MOST = Long.MAX_VALUE;

    @Test
    void shouldSweepTheRangeWhenTheConditionOnlyBoundsTheId() {
        assertRange("id = 7", 7, 7);
        assertRange(" ID BETWEEN 7 AND 9 ", 7, 9);
        assertRange("id >= 7 and id < 10", 7, 9);
        assertRange("id>6", 7, MOST);
        assertRange("id <= 9", LEAST, 9);
    }

    @Test
    void shouldSweepNothingWhenTheConditionAsksAnythingElse() {
        for (String condition :
                new String[] {"team_id = 3", "id = 7 or id = 9", "id in (7, 9)", "id = 7 and status = 'x'"}) {
            RepairRequest request = RepairRequest.where("x", SourceTable.TRACE, condition);
            assertThat(request).isEqualTo(new RepairRequest("x", "trace_trace", LEAST, MOST, condition));
            assertThat(request.sweeps()).isFalse();
        }
    }

    @Test
    void shouldReadWhatItWroteAndNothingElse() {
        RepairRequest request = RepairRequest.where("x", SourceTable.TRACE, "team_id = 3");
        assertThat(RepairRequest.ofJson(request.toJson())).contains(request);
        assertThat(RepairRequest.ofJson(
                        "{\"id\":\"x\",\"type\":\"execute-snapshot\"}".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(RepairRequest.ofJson(null)).isEmpty();
    }

    private static void assertRange(String condition, long first, long last) {
        RepairRequest request = RepairRequest.where("x", SourceTable.TRACE, condition);
        assertThat(request).isEqualTo(new RepairRequest("x", "trace_trace", first, last, null));
        assertThat(request.sweeps()).isTrue();
    }
}
