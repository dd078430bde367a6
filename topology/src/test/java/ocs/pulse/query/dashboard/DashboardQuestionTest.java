package ocs.pulse.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ocs.pulse.change.PgTime;
import ocs.pulse.query.BadParameter;
import ocs.pulse.query.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashboardQuestionTest {
    private static final Instant NOW = Instant.parse("2025-11-02T03:00:00Z");

    @Test
    void shouldAskForThirtyDaysUntilTomorrowWhenNothingIsGiven() {
        DashboardQuestion question = parse(DashboardPanel.OVERVIEW, "");
        assertThat(question.window()).isEqualTo(window("2025-10-03T00:00:00Z", "2025-11-03T00:00:00Z"));
        assertThat(question.granularity()).isEqualTo(Granularity.DAILY);
    }

    @Test
    void shouldCountDaysInTheZoneWhenOneIsGiven() {
        assertThat(parse(DashboardPanel.OVERVIEW, "date_range=7&tz=America/New_York")
                        .window())
                .isEqualTo(window("2025-10-25T04:00:00Z", "2025-11-02T04:00:00Z"));
    }

    @Test
    void shouldCountFromNowWhenItIsGiven() {
        assertThat(parse(DashboardPanel.OVERVIEW, "date_range=7&now=2025-01-10T12:00:00Z")
                        .window())
                .isEqualTo(window("2025-01-03T00:00:00Z", "2025-01-11T00:00:00Z"));
    }

    @Test
    void shouldIncludeTheLastDayWhenDatesAreGivenAndExcludeItWhenTimesAre() {
        assertThat(parse(DashboardPanel.OVERVIEW, "start_date=2025-09-01&end_date=2025-09-01")
                        .window())
                .isEqualTo(window("2025-09-01T00:00:00Z", "2025-09-02T00:00:00Z"));
        assertThat(parse(
                                DashboardPanel.OVERVIEW,
                                "date_range=custom&start_date=2025-09-01T00:00:00.000001Z&end_date=2025-09-01T00:00:01Z")
                        .window())
                .isEqualTo(window("2025-09-01T00:00:00.000001Z", "2025-09-01T00:00:01Z"));
    }

    @Test
    void shouldMatchNothingWhenAnIdIsTooLargeForAnyRow() {
        assertThat(parse(DashboardPanel.OVERVIEW, "participants=99999999999999999999")
                        .filter()
                        .participants())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "overview, page=1, page",
        "overview, limit=3, limit",
        "overview, surprise=3, surprise",
        "overview, granularity=fortnightly, granularity",
        "overview, date_range=31, date_range",
        "overview, date_range=custom, start_date",
        "overview, start_date=2025-09-01, end_date",
        "overview, date_range=custom&end_date=2025-09-01, start_date",
        "overview, start_date=2025-09-02&end_date=2025-09-01, end_date",
        "overview, start_date=2025-02-30&end_date=2025-09-01, start_date",
        "overview, start_date=2025-09-01T00:00:00&end_date=2025-09-02, start_date",
        "overview, start_date=+999999999-01-01T00:00:00Z&end_date=2025-09-02, start_date",
        "overview, tz=Mars/Olympus, tz",
        "overview, now=yesterday, now",
        "overview, experiments=one, experiments",
        "overview, participants=, participants",
        "overview, tags=1.5, tags",
        "overview, channels=, channels",
        "overview, granularity=daily&granularity=daily, granularity",
        "bot-performance, page=0, page",
        "bot-performance, page=x, page",
        "bot-performance, page_size=0, page_size",
        "bot-performance, order_by=cost, order_by",
        "bot-performance, order_dir=up, order_dir",
        "user-engagement, limit=0, limit"
    })
    void shouldNameTheParameterWhenItIsBad(String path, String query, String name) {
        DashboardPanel panel = DashboardPanel.ofPath(path).orElseThrow();
        assertThatThrownBy(() -> parse(panel, query))
                .isInstanceOfSatisfying(
                        BadParameter.class, bad -> assertThat(bad.parameter()).isEqualTo(name));
    }

    private static DashboardQuestion parse(DashboardPanel panel, String query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
            String[] sides = pair.split("=", 2);
            values.merge(sides[0], List.of(sides[1]), DashboardQuestionTest::both);
        }
        return DashboardQuestion.parse(panel, new Parameters(values), NOW);
    }

    private static List<String> both(List<String> one, List<String> other) {
        return Arrays.asList(one.get(0), other.get(0));
    }

    private static Window window(String start, String end) {
        return new Window(PgTime.parse(start), PgTime.parse(end));
    }
}
