package ocs.pulse.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import ocs.pulse.demo.DemoDatabase;
import ocs.pulse.testkit.program.RunningPulse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Everything that a person does with the page, done by a real Chromium. */
@Tag("full")
@TestInstance(Lifecycle.PER_CLASS)
class DashboardPageIT {
    private static final String MARKUP = "<img src=x onerror=\"document.title='hacked'\">&amp;";
    private static final String PAGE = "/teams/demo";
    private static final String ONE_MORE_MESSAGE = "insert into chat_chatmessage"
            + " (created_at, updated_at, chat_id, message_type, content, translations, metadata)"
            + " select now(), now(), max(chat_id), 'human', 'hello', '{}', '{}' from experiments_experimentsession"
            + " where team_id = (select id from teams_team where slug = 'demo') and status <> 'setup'"
            + " and platform <> 'evaluations'";

    private static final String TEAM = "/api/teams/" + DemoDatabase.TEAM + "/";
    private static final String TOKEN = "a-token-for-the-browser";

    @RegisterExtension
    static final RunningPulse PULSE = RunningPulse.over(connection -> DemoDatabase.create(connection, Instant.now()))
            .withToken(TOKEN, DemoDatabase.TEAM)
            .with("stream-heartbeat", "500ms");

    private Browser browser;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        browser = new Browser(
                Files.createDirectory(directory.resolve("profile")),
                PULSE.base().getPort());
        browser.open("/");
        browser.find("#token").sendKeys("not-the-right-token");
        browser.click("form button");
        browser.awaitText("form [role=alert]", "This token is not valid.");
        browser.find("#token").clear();
        browser.find("#token").sendKeys(TOKEN);
        browser.click("form button");
        browser.awaitShown("#overview");
        assertThat(browser.address()).as("the only team of the token").isEqualTo(PAGE);
    }

    @AfterAll
    void stop() throws Exception {
        browser.close();
    }

    @AfterEach
    void shouldNeverBreakThePolicyNorFail() {
        assertThat(browser.console())
                .noneMatch(line -> line.contains("Content Security Policy") || line.contains("Uncaught"));
    }

    @Test
    void shouldShowInEachPanelWhatTheApiAnswers() throws Exception {
        String query = "?date_range=90&granularity=weekly";
        browser.open(PAGE + query);
        browser.awaitShown("#overview");
        JsonNode answer = PULSE.json(TEAM + "dashboard" + query);
        for (String figure : List.of(
                "total_messages",
                "total_sessions",
                "active_participants",
                "active_experiments",
                "completed_sessions")) {
            assertThat(browser.text("[data-figure=" + figure + "]")).isEqualTo(whole(answer.at("/overview/" + figure)));
        }
        assertThat(figures("#message-volume"))
                .isEqualTo(
                        rows(answer.at("/message_volume/totals"), "human_messages", "ai_messages", "total_messages"));
        assertThat(browser.drawn("#message-volume", 0))
                .isEqualTo(sum(answer, "/message_volume/totals", "human_messages"));
        assertThat(browser.drawn("#message-volume", 1)).isEqualTo(sum(answer, "/message_volume/totals", "ai_messages"));
        assertThat(figures("#active-participants"))
                .isEqualTo(rows(answer.at("/active_participants"), "active_participants"));
        assertThat(browser.drawn("#session-analytics", 0))
                .isEqualTo(sum(answer, "/session_analytics/sessions", "active_sessions"));
        assertThat(browser.drawn("#session-analytics", 1))
                .isEqualTo(sum(answer, "/session_analytics/participants", "active_participants"));
        assertThat(browser.rows("#average-response-time"))
                .hasSize(answer.at("/average_response_time").size());
        assertThat(browser.rows("#average-response-time").get(0).get(1))
                .isEqualTo(seconds(answer.at("/average_response_time/0/avg_response_time_sec")));
        assertThat(figures("#session-lengths"))
                .isEqualTo(rows(answer.at("/user_engagement/session_length_distribution"), "count"));
        assertThat(browser.drawn("#channel-breakdown", 0))
                .isEqualTo(answer.at("/channel_breakdown/totals/sessions").asLong());
        assertThat(browser.drawn("#tag-analytics", 0))
                .isEqualTo(answer.at("/tag_analytics/total_tagged_messages").asLong());
        assertThat(names("#user-engagement"))
                .isEqualTo(texts(answer.at("/user_engagement/most_active_participants"), "participant_name"));
        assertThat(names("#bot-performance"))
                .isEqualTo(texts(answer.at("/bot_performance/results"), "experiment_name"));
        assertThat(browser.rows("#bot-performance").get(0).get(1))
                .isEqualTo(whole(answer.at("/bot_performance/results/0/messages")));
    }

    @Test
    void shouldMoveByItselfWhenTheDatabaseChanges() throws Exception {
        browser.open(PAGE);
        browser.awaitShown("#overview");
        browser.run("window.stillTheSamePage = true");
        long before =
                PULSE.json(TEAM + "dashboard/overview").at("/total_messages").asLong();
        PULSE.commit(ONE_MORE_MESSAGE);
        browser.awaitText("[data-figure=total_messages]", whole(before + 1));
        assertThat(browser.run("return window.stillTheSamePage")).isEqualTo(true);
        browser.find(".pill[data-state=live]");
    }

    @Test
    void shouldKeepFiltersOverAReload() throws Exception {
        browser.open(PAGE);
        browser.awaitShown("#overview");
        browser.click("[data-focus=range-365]");
        browser.click("[data-menu=Channels] summary");
        browser.click("[data-menu=Channels] .menu-option:nth-child(1) input");
        browser.find("[data-menu=Channels] summary").sendKeys(Keys.ESCAPE);
        assertThat(browser.count("details.menu[open]")).isZero();
        browser.click("[data-menu=Participants] summary");
        browser.click("[data-menu=Participants] .menu-option:nth-child(2) input");
        browser.awaitShown("#overview");
        String address = browser.address();
        assertThat(address).contains("date_range=365", "channels=", "participants=");
        String shown = browser.text("[data-figure=total_messages]");
        List<String> chips = chips(2);

        browser.click("nav.views a[href*=sessions]");
        browser.awaitShown("[data-view=session] .rows-panel");
        browser.click("nav.views a[href^='" + PAGE + "?']");
        browser.awaitShown("#overview");
        assertThat(browser.address()).as("as it was left").isEqualTo(address);

        browser.reload();
        browser.awaitShown("#overview");
        assertThat(browser.address()).isEqualTo(address);
        assertThat(chips(2)).isEqualTo(chips);
        assertThat(browser.text("[aria-pressed=true][data-focus]")).isEqualTo("365 days");
        assertThat(browser.text("[data-figure=total_messages]"))
                .isEqualTo(shown)
                .isEqualTo(whole(PULSE.json(TEAM + "dashboard/overview" + address.substring(PAGE.length()))
                        .at("/total_messages")));
    }

    @Test
    void shouldShowTheDaysOfTheBrowsersZoneAndKeepItInTheAddress() throws Exception {
        browser.zone("Africa/Johannesburg");
        browser.open(PAGE + "?date_range=7&granularity=hourly");
        browser.awaitShown("#overview");
        String inUtc = names("#message-volume").get(0);
        browser.click("[name=tz] option[value='Africa/Johannesburg']");
        String query = "?date_range=7&granularity=hourly&tz=Africa%2FJohannesburg";
        await().until(() -> browser.address().equals(PAGE + query));
        browser.awaitShown("#overview");
        JsonNode first = PULSE.json(TEAM + "dashboard/message-volume" + query).at("/totals/0");
        String hour = DateTimeFormatter.ofPattern("MMM d HH:mm", Locale.ENGLISH)
                .format(Instant.parse(first.get("date").asText()).atZone(ZoneId.of("Africa/Johannesburg")));
        assertThat(names("#message-volume").get(0))
                .endsWith(hour.substring(hour.length() - 5))
                .isNotEqualTo(inUtc);
        browser.reload();
        browser.awaitShown("#overview");
        assertThat(browser.run("return document.querySelector('[name=tz]').value"))
                .isEqualTo("Africa/Johannesburg");
        browser.zone("");
    }

    @Test
    void shouldSortAndPageTheChatbots() throws Exception {
        String query = "?page_size=3&order_by=sessions&order_dir=asc";
        browser.open(PAGE + query);
        browser.awaitShown("#bot-performance");
        assertThat(names("#bot-performance"))
                .isEqualTo(texts(
                        PULSE.json(TEAM + "dashboard/bot-performance" + query).at("/results"), "experiment_name"));
        browser.click("#bot-performance [data-page=next]");
        List<String> second = texts(
                PULSE.json(TEAM + "dashboard/bot-performance" + query + "&page=2")
                        .at("/results"),
                "experiment_name");
        browser.awaitText("#bot-performance tbody th", second.get(0));
        browser.find("#bot-performance [data-sort=messages]").sendKeys(Keys.ENTER);
        List<String> most =
                texts(PULSE.json(TEAM + "dashboard/bot-performance?page_size=3").at("/results"), "experiment_name");
        browser.awaitText("#bot-performance tbody th", most.get(0));
        browser.find("#bot-performance th[aria-sort=descending] [data-sort=messages]:focus");
    }

    @Test
    void shouldShowTheChatbotsWithTheirTrends() throws Exception {
        browser.open(PAGE + "/chatbots?sort=-session_count");
        browser.awaitShown(".rows-panel");
        JsonNode answer = PULSE.json(TEAM + "chatbots?sort=-session_count");
        List<List<String>> rows = browser.rows(".rows");
        assertThat(rows).hasSize(answer.at("/results").size());
        for (int row = 0; row < rows.size(); row++) {
            JsonNode expected = answer.at("/results/" + row);
            assertThat(rows.get(row).get(0)).startsWith(expected.at("/name").asText());
            assertThat(rows.get(row).get(1)).startsWith(whole(sum(expected, "/trend/successes", "")) + " success");
            assertThat(rows.get(row).subList(2, 5))
                    .isEqualTo(List.of(
                            whole(expected.at("/participant_count")),
                            whole(expected.at("/session_count")),
                            whole(expected.at("/interaction_count"))));
        }
        int shown = rows.size();
        browser.click("[name=show_archived]");
        await().until(() -> browser.rows(".rows").size() > shown);
        browser.find("[name=search]").sendKeys("vaccination");
        browser.awaitText(".rows tbody th a", "Vaccination reminder");
    }

    @Test
    void shouldFilterSessionsAsTheApiDoes() throws Exception {
        browser.open(PAGE + "/sessions");
        browser.awaitShown(".rows-panel");
        browser.click("[data-action=add-filter]");
        browser.find(".filter-row input").sendKeys("person", Keys.ENTER);
        browser.find(".rows-panel[data-state=ready]");
        String query = "?filter_0_column=participant&filter_0_operator=contains&filter_0_value=person";
        String count = whole(PULSE.json(TEAM + "sessions" + query).at("/total_count"));
        await().until(() -> browser.text(".pager .muted").contains("of " + count + " "));
        assertThat(browser.address()).isEqualTo(PAGE + "/sessions" + query);
        browser.click("[data-sort=message_count]");
        browser.find("th[aria-sort=descending] [data-sort=message_count]");
        String most = PULSE.json(TEAM + "sessions" + query + "&sort=-message_count")
                .at("/results/0/message_count")
                .asText();
        browser.awaitText(".rows tbody tr:first-child [data-field=message_count]", most);
        String csv = String.valueOf(browser.run("return document.querySelector('.below a').getAttribute('href')"));
        assertThat(PULSE.get(csv).body().lines().count()).isEqualTo(1 + Long.parseLong(count.replace(",", "")));
        String focused = String.valueOf(browser.run("const link = document.querySelector('.rows tbody td a');"
                + " link.focus(); return link.closest('tr').dataset.id"));
        PULSE.commit("update experiments_participant set name = 'Somebody Else' where id ="
                + " (select participant_id from experiments_experimentsession where id = " + focused + ")");
        await().until(() -> names(".rows").get(0).startsWith("Somebody Else"));
        assertThat(browser.run("return document.activeElement.closest('tr').dataset.id"))
                .as("the keyboard's place while rows are drawn anew")
                .isEqualTo(focused);

        browser.open(PAGE + "/datasets" + query);
        browser.awaitShown(".rows-panel");
        int keys = PULSE.json(TEAM + "datasets/session-keys" + query).size();
        browser.awaitText(".button.primary", "Copy " + whole(keys) + " session keys");
    }

    @Test
    void shouldShowNamesWithMarkupAsText() throws Exception {
        PULSE.commit("update experiments_experiment set name = '" + MARKUP.replace("'", "''")
                + "' where name = 'Farm advice'");
        browser.open(PAGE + "?date_range=365");
        browser.awaitShown("#bot-performance");
        await().until(() -> names("#bot-performance").contains(MARKUP));
        browser.click("[data-menu=Chatbots] summary");
        await().until(() -> browser.text("[data-menu=Chatbots]").contains(MARKUP));
        assertThat(browser.count("#page img")).isZero();
        browser.open(PAGE + "/chatbots");
        browser.awaitShown(".rows-panel");
        assertThat(names(".rows")).anyMatch(name -> name.startsWith(MARKUP));
        assertThat(browser.count("#page img")).isZero();
        assertThat(browser.title()).doesNotContain("hacked");
    }

    @Test
    void shouldSayWhatIsWrongAndHowToGoOn() {
        browser.open(PAGE + "?granularity=yearly");
        assertThat(browser.find("[role=alert]").getText()).contains("yearly");
        browser.click("[role=alert] button");
        browser.awaitShown("#overview");
        assertThat(browser.address()).isEqualTo(PAGE);
        browser.open("/teams/foreign");
        assertThat(browser.find("[role=alert]").getText()).contains("No such team");
        browser.open(PAGE + "?start_date=2001-01-01&end_date=2001-01-02");
        browser.find("#message-volume[data-state=empty]");
        assertThat(browser.text("#message-volume .empty")).isEqualTo("No messages in this period");
    }

    @Test
    void shouldBeAccessibleInEveryView() throws IOException {
        for (boolean dark : List.of(false, true)) {
            browser.dark(dark);
            browser.open(PAGE);
            browser.awaitShown("#overview");
            browser.click("#message-volume button");
            browser.click("[data-menu=Chatbots] summary");
            assertThat(browser.accessibilityProblems()).as("dashboard").isEmpty();
            for (String view : List.of("/chatbots", "/sessions", "/datasets")) {
                browser.open(PAGE + view);
                browser.awaitShown(".rows-panel");
                assertThat(browser.accessibilityProblems()).as(view).isEmpty();
            }
        }
        browser.dark(false);
    }

    @Test
    void shouldFitAPhone() {
        browser.size(390, 844);
        for (String view : List.of("", "/chatbots", "/sessions")) {
            browser.open(PAGE + view);
            browser.awaitShown(view.isEmpty() ? "#overview" : ".rows-panel");
            assertThat(browser.run("return document.documentElement.scrollWidth <= window.innerWidth"))
                    .as(view)
                    .isEqualTo(true);
        }
        browser.size(1440, 1000);
    }

    @Test
    void shouldGoOnByItselfAfterARestart() throws Exception {
        browser.open(PAGE);
        browser.awaitShown("#overview");
        browser.run("window.stillTheSamePage = true");
        long before =
                PULSE.json(TEAM + "dashboard/overview").at("/total_messages").asLong();
        PULSE.stop();
        try {
            browser.find(".pill[data-state=lost]");
            assertThat(browser.count("[data-view=dashboard].stale"))
                    .as("grey, not gone")
                    .isEqualTo(1);
            assertThat(browser.text(".banner")).contains("What is shown is as of");
            PULSE.commit(ONE_MORE_MESSAGE);
        } finally {
            PULSE.start();
        }
        browser.awaitText("[data-figure=total_messages]", whole(before + 1));
        browser.find(".pill[data-state=live]");
        assertThat(browser.count(".stale")).isZero();
        assertThat(browser.text(".banner")).isEmpty();
        assertThat(browser.run("return window.stillTheSamePage")).isEqualTo(true);
    }

    private List<String> chips(int count) {
        await().until(() -> browser.count(".filters .chip") == count);
        List<String> chips = new ArrayList<>();
        for (int chip = 1; chip <= count; chip++) {
            chips.add(browser.text(".filters .chip:nth-child(" + chip + ")"));
        }
        return chips;
    }

    private List<String> names(String selector) {
        return browser.rows(selector).stream().map(row -> row.get(0)).toList();
    }

    /** The rows of a panel's table without the names of the periods. */
    private List<List<String>> figures(String panel) {
        return browser.rows(panel).stream()
                .map(row -> row.subList(1, row.size()))
                .toList();
    }

    private static List<List<String>> rows(JsonNode list, String... fields) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(row -> List.of(fields).stream()
                        .map(field -> whole(row.get(field)))
                        .toList())
                .toList();
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(row -> row.get(field).asText())
                .toList();
    }

    private static long sum(JsonNode answer, String list, String field) {
        return StreamSupport.stream(answer.at(list).spliterator(), false)
                .mapToLong(
                        row -> field.isEmpty() ? row.asLong() : row.get(field).asLong())
                .sum();
    }

    private static String whole(JsonNode number) {
        return whole(number.asLong());
    }

    private static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String seconds(JsonNode number) {
        return number.asText().replaceAll("\\.0$", "") + " s";
    }
}
