package ocs.pulse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import ocs.pulse.change.Row;
import ocs.pulse.query.dashboard.DashboardPanel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the guide: what a test of a metric looks like. */
final class PulseTest {
    private static final Instant NOW = Instant.parse("2025-10-02T12:00:00Z");
    private static final String WEEK = "?date_range=7";

    private final SourceRows rows = new SourceRows();
    private final Row.ContentType onChats = rows.chatType();
    private final Row.ContentType onMessages = rows.messageType();
    private final Row.Team demo = rows.team("demo");
    private final Row.Team other = rows.team("other");
    private final Row.Experiment bot = rows.chatbot(demo).named("Bot").row();
    private final Row.Channel channel = rows.channel(bot).on("telegram").row();
    private final Row.Participant ada =
            rows.participant(demo).named("Ada").on("telegram").row();
    private final Row.Chat chat = rows.chat(demo);
    private final Row.Session session =
            rows.session(bot, chat).with(ada).over(channel).row();
    private final Row.Message asked = rows.human(chat, "2025-10-01T09:00:00Z");

    @TempDir
    Path directory;

    private Pulse pulse;

    @BeforeEach
    void start() {
        pulse = Pulse.of(directory, NOW, onChats, onMessages, demo, other, bot, ada, channel, chat, session, asked);
    }

    @AfterEach
    void close() {
        pulse.close();
    }

    @Test
    void shouldCountWhatIsInsertedAndTakeBackWhatIsDeleted() {
        assertThat(messages()).isEqualTo(1);
        Row.Message answered = rows.ai(chat, "2025-10-01T09:00:05Z");
        pulse.insert(
                answered,
                rows.trace(session, "2025-10-01T09:00:05Z").lasting(1_500).row());
        assertThat(messages()).isEqualTo(2);
        assertThat(pulse.get("/api/teams/demo/dashboard/average-response-time" + WEEK)
                        .at("/0/avg_response_time_sec")
                        .asDouble())
                .isEqualTo(1.5);
        pulse.delete(answered);
        assertThat(messages()).isEqualTo(1);
    }

    @Test
    void shouldFollowAnUpdate() {
        Row.Session ended = new Row.Session(
                session.id(),
                demo.id(),
                "renamed",
                bot.id(),
                ada.id(),
                chat.id(),
                channel.id(),
                "telegram",
                false,
                "complete",
                session.createdAt(),
                asked.createdAt());
        pulse.update(ended);
        assertThat(pulse.get("/api/teams/demo/sessions")
                        .at("/results/0/external_id")
                        .asText())
                .isEqualTo("renamed");
        assertThat(pulse.get("/api/teams/demo/dashboard/overview" + WEEK)
                        .get("completed_sessions")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void shouldAskEveryPathInTheWordsOfTheApi() {
        Row.Tag good = rows.tag(demo, "good");
        pulse.insert(good, rows.tagging(good, onMessages, asked), rows.tagging(good, onChats, chat));
        assertThat(pulse.get("/api/teams/demo/dashboard" + WEEK)).hasSameSizeAs(DashboardPanel.values());
        assertThat(pulse.get("/api/teams/demo/dashboard/tag-analytics" + WEEK).toString())
                .contains("{\"good\":1}");
        assertThat(pulse.get("/api/teams/demo/dashboard/filters")
                        .at("/channels/0")
                        .asText())
                .isEqualTo("telegram");
        assertThat(pulse.get("/api/teams/demo/chatbots").at("/results/0/name").asText())
                .isEqualTo("Bot");
        assertThat(pulse.get("/api/teams/demo/chatbots/" + bot.id() + "/trends").get("successes"))
                .hasSize(49);
        assertThat(pulse.get("/api/teams/demo/sessions?filter_0_column=tags&filter_0_operator=any+of"
                                + "&filter_0_value=%5B%22good%22%5D")
                        .get("total_count")
                        .asInt())
                .isEqualTo(1);
        assertThat(pulse.get("/api/teams/demo/datasets/sessions")
                        .get("total_count")
                        .asInt())
                .isEqualTo(1);
        assertThat(pulse.get("/api/teams/demo/datasets/session-keys")).hasSize(1);
        assertThat(pulse.get("/api/teams/other/sessions").get("total_count").asInt())
                .isZero();
    }

    private int messages() {
        return pulse.get("/api/teams/demo/dashboard/overview" + WEEK)
                .get("total_messages")
                .asInt();
    }
}
