package ocs.pulse.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ocs.pulse.query.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where slots of a quarter of an hour can tell, and where they cannot. */
class SlottedVolumeTest {
    private static final Instant NOW = Instant.parse("2025-11-01T10:07:00Z");

    @ParameterizedTest
    @CsvSource({
        "2025-09-01, 2025-09-30, UTC, true",
        "2025-09-01, 2025-09-30, Asia/Kathmandu, true",
        "2025-03-01, 2025-11-30, Australia/Lord_Howe, true",
        "2025-09-01T00:15:00Z, 2025-09-01T10:30:00Z, America/New_York, true",
        "2025-09-01T00:15:00.000001Z, 2025-09-01T10:30:00Z, UTC, false",
        "2025-09-01T00:15:00Z, 2025-09-01T10:29:59.999999Z, UTC, false",
        "2025-09-01T00:15:00Z, 2025-09-01T00:15:00Z, UTC, false",
        "1973-01-01, 2025-01-01, Africa/Monrovia, true",
        "1971-12-01, 1971-12-31, Africa/Monrovia, false",
        "1972-01-01, 1972-01-31, Africa/Monrovia, false",
        "1880-01-01, 1880-01-31, Asia/Kolkata, false",
        "1800-01-01, 2025-01-01, Europe/London, false"
    })
    void shouldTellWhereNeitherWindowNorPeriodBeginsWithinASlot(String start, String end, String zone, boolean tells) {
        assertThat(SlottedVolume.answers(
                        question(Map.of("start_date", start, "end_date", end, "tz", zone, "granularity", "hourly"))))
                .isEqualTo(tells);
    }

    @ParameterizedTest
    @CsvSource({"experiments, 1", "participants, 1", "channels, web", "tags, 1"})
    void shouldNotTellUnderAFilter(String filter, String value) {
        assertThat(SlottedVolume.answers(question(Map.of("date_range", "30")))).isTrue();
        assertThat(SlottedVolume.answers(question(Map.of("date_range", "30", filter, value))))
                .isFalse();
    }

    @Test
    void shouldSumTheSlotsOfAPeriodAndShowOneWithSystemMessagesOnly() {
        DashboardQuestion question =
                question(Map.of("start_date", "2025-09-01", "end_date", "2025-09-02", "tz", "Asia/Kathmandu"));
        long start = question.window().start();
        MessageFigures figures = (from, to, visitor) -> {
            assertThat(from).isEqualTo(start);
            assertThat(to).isEqualTo(question.window().end());
            visitor.visit(start, 2, 1, 0);
            visitor.visit(start + 95 * MessageFigures.SLOT_MICROS, 1, 0, 4);
            visitor.visit(start + 96 * MessageFigures.SLOT_MICROS, 0, 0, 3);
        };

        assertThat(SlottedVolume.answer(question, figures).totals())
                .containsExactly(
                        new PeriodActivity.Total("2025-09-01", 3, 1, 4),
                        new PeriodActivity.Total("2025-09-02", 0, 0, 0));
    }

    private static DashboardQuestion question(Map<String, String> parameters) {
        Map<String, List<String>> values = new HashMap<>();
        parameters.forEach((name, value) -> values.put(name, List.of(value)));
        return DashboardQuestion.parse(DashboardPanel.MESSAGE_VOLUME, new Parameters(values), NOW);
    }
}
