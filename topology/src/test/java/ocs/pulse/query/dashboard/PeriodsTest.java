package ocs.pulse.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import ocs.pulse.change.PgTime;
import org.junit.jupiter.api.Test;

class PeriodsTest {
    @Test
    void shouldBeginDaysAtLocalMidnightWhenTheZoneIsNoWholeHourAway() {
        assertThat(label(Granularity.DAILY, "Asia/Kathmandu", "2025-09-01T18:14:59.999999Z"))
                .isEqualTo("2025-09-01");
        assertThat(label(Granularity.DAILY, "Asia/Kathmandu", "2025-09-01T18:15:00Z"))
                .isEqualTo("2025-09-02");
        assertThat(label(Granularity.HOURLY, "Asia/Kathmandu", "2025-09-01T18:20:00Z"))
                .isEqualTo("2025-09-01T18:15:00.000000Z");
    }

    @Test
    void shouldTellTheHourThatComesTwiceApartWhenClocksAreSetBack() {
        Periods periods = new Periods(Granularity.HOURLY, ZoneId.of("America/New_York"));
        int first = periods.of(PgTime.parse("2025-11-02T05:30:00Z"));
        int second = periods.of(PgTime.parse("2025-11-02T06:30:00Z"));
        assertThat(first).isNotEqualTo(second);
        assertThat(periods.label(second)).isEqualTo("2025-11-02T06:00:00.000000Z");
    }

    @Test
    void shouldKeepADayTogetherWhenClocksChangeInIt() {
        Periods periods = new Periods(Granularity.DAILY, ZoneId.of("America/New_York"));
        int morning = periods.of(PgTime.parse("2025-11-02T04:00:00Z"));
        int evening = periods.of(PgTime.parse("2025-11-03T04:59:59.999999Z"));
        assertThat(evening).isEqualTo(morning);
        assertThat(periods.of(PgTime.parse("2025-11-03T05:00:00Z"))).isNotEqualTo(morning);
    }

    @Test
    void shouldBeginAMonthAtItsFirstMidnightWhenMidnightComesTwice() {
        assertThat(label(Granularity.MONTHLY, "America/Havana", "2026-11-20T12:00:00Z"))
                .isEqualTo("2026-11-01T04:00:00.000000Z");
    }

    @Test
    void shouldBeginADayAfterTheGapWhenMidnightIsSkipped() {
        Periods periods = new Periods(Granularity.WEEKLY, ZoneId.of("America/Asuncion"));
        int period = periods.of(PgTime.parse("2024-10-07T12:00:00Z"));
        assertThat(periods.label(period)).isEqualTo("2024-10-07T03:00:00.000000Z");
    }

    @Test
    void shouldCountSecondsWhenAnOldOffsetHasThem() {
        assertThat(label(Granularity.HOURLY, "Africa/Monrovia", "1960-01-15T12:30:00Z"))
                .isEqualTo("1960-01-15T11:44:30.000000Z");
    }

    @Test
    void shouldBeginWeeksOnMondayInAnyYear() {
        assertThat(label(Granularity.WEEKLY, "UTC", "2025-09-07T23:59:59.999999Z"))
                .isEqualTo("2025-09-01T00:00:00.000000Z");
        assertThat(label(Granularity.WEEKLY, "UTC", "0001-01-07T00:00:00Z")).isEqualTo("0001-01-01T00:00:00.000000Z");
        assertThat(label(Granularity.MONTHLY, "UTC", "9999-12-31T23:59:59Z")).isEqualTo("9999-12-01T00:00:00.000000Z");
    }

    private static String label(Granularity granularity, String zone, String time) {
        Periods periods = new Periods(granularity, ZoneId.of(zone));
        return periods.label(periods.of(PgTime.parse(time)));
    }
}
