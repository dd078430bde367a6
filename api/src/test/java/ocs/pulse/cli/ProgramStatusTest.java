package ocs.pulse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class ProgramStatusTest {
    private static final String METRICS = """
            # HELP pulse_lag_seconds
            pulse_lag_seconds 0.25
            pulse_capture_restarts_total 2.0
            pulse_capture_state{state="snapshot"} 1.0
            pulse_capture_state{state="streaming"} 0.0
            pulse_capture_heartbeat_age_seconds NaN
            pulse_slot_retained_bytes 6.291456E7
            pulse_slot_limit_bytes 1.048576E8
            pulse_snapshot_rows{table="chat_chat"} 1200.0
            pulse_snapshot_rows_expected{table="chat_chat"} 4000.0
            pulse_snapshot_table_left_seconds{table="chat_chat"} 7.0
            pulse_snapshot_rows{table="chat_chatmessage"} 500.0
            pulse_snapshot_rows_expected{table="chat_chatmessage"} NaN
            pulse_snapshot_rows{table="trace_trace"} 90.0
            pulse_snapshot_rows_expected{table="trace_trace"} 80.0
            pulse_ledger_parked 3.0
            pulse_partition_owner{here="true",member="one:8080",partition="0",role="active"} 1.0
            pulse_partition_owner{here="false",member="two:8080",partition="0",role="standby"} 1.0
            pulse_partition_owner{here="true",member="one:8080",partition="1",role="standby"} 1.0
            pulse_partition_lag_seconds{partition="0",role="active"} 0.25
            pulse_partition_restore_left{partition="0"} 0.0
            pulse_partition_restore_left{partition="1"} 1234.0
            pulse_partition_restore_left{partition="2"} 0.0
            """;
    private static final String HEALTH = """
            {"ready": false, "waiting_for": ["snapshot: 1200 rows"], "degraded": []}""";

    @Test
    void shouldShowEverythingOnOneScreen() throws Exception {
        assertThat(ProgramStatus.of(HEALTH, METRICS).screen())
                .contains("snapshot, restarted 2 times")
                .contains("60.0 MB of at most 100 MB (60 %)")
                .contains("1,200 of about 4,000 rows, 7 s left")
                .contains("500 rows of an unknown number")
                .contains("90 rows, more than the 80 that were expected")
                .containsPattern("parked rows +3")
                .containsPattern("instance +one:8080 \\(this one\\)")
                .containsPattern("instance +two:8080")
                .containsPattern("partition 0 +applied at one:8080 \\(this one\\), copy at two:8080,"
                        + " applied here 0.250 s behind")
                .containsPattern("partition 1 +copy at one:8080 \\(this one\\), 1,234 records to restore here")
                .containsPattern("partition 2 +nobody")
                .containsPattern("last heartbeat +unknown\\n")
                .containsPattern("waits for +snapshot: 1200 rows");
    }

    @Test
    void shouldGiveMachinesTheNumbers() throws Exception {
        var json = new JsonMapper().readTree(ProgramStatus.of(HEALTH, METRICS).json());
        assertThat(json.path("capture_state").asText()).isEqualTo("snapshot");
        assertThat(json.path("metrics").path("pulse_lag_seconds").asDouble()).isEqualTo(0.25);
        assertThat(json.path("health").path("ready").asBoolean(true)).isFalse();
    }
}
