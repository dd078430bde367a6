package ocs.pulse.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ocs.pulse.change.PgTime;
import ocs.pulse.query.chatbot.ChatbotRow;
import ocs.pulse.query.chatbot.ChatbotsQuestion;
import ocs.pulse.query.chatbot.NaiveChatbots;
import ocs.pulse.query.chatbot.ViewChatbotFigures;
import ocs.pulse.team.Answer;
import ocs.pulse.team.Teams;
import org.jspecify.annotations.Nullable;

/** A question to the chatbot table, which store and view both answer, and alike. */
record ChatbotsAsked(Map<String, List<String>> asked, boolean byCursor) implements AskedQuestion {
    private static final Instant NOW = DashboardAsked.NOW;
    private static final List<String> COLUMNS = List.of(
            "id",
            "name",
            "description",
            "is_archived",
            "participant_count",
            "session_count",
            "interaction_count",
            "last_activity");

    static ChatbotsAsked of(Random random) {
        Map<String, List<String>> asked = Pages.parameters(random, COLUMNS);
        if (random.nextInt(3) == 0) {
            asked.put("search", List.of(Choices.one(random, List.of("alpha", "bot", "beta", "2", "zzz"))));
        }
        if (random.nextBoolean()) {
            asked.put("show_archived", List.of("true"));
        }
        return new ChatbotsAsked(Map.copyOf(asked), random.nextBoolean());
    }

    @Override
    public Answer<Object> ask(Teams teams, long team) {
        Pages pages = new Pages(asked, byCursor);
        Answer<Object> stored = pages.read(parameters -> teams.read(
                team, figures -> ChatbotsQuestion.parse(parameters, NOW).answer(team, figures.shared(), figures)));
        Answer<Object> viewed = pages.read(parameters -> teams.ask(team, view -> ChatbotsQuestion.parse(parameters, NOW)
                .answer(team, view.shared(), new ViewChatbotFigures(view))));
        assertThat(viewed.value()).as("the view's answer beside the store's").isEqualTo(stored.value());
        return stored;
    }

    @Override
    public Object expected(Rows rows, long team) {
        NaiveChatbots naive = new NaiveChatbots(team, rows.placement());
        String sort = one("sort");
        Comparator<ChatbotRow> order = sort == null
                ? NaiveChatbots.order("last_activity", true)
                : sort.startsWith("-")
                        ? NaiveChatbots.order(sort.substring(1), true)
                        : NaiveChatbots.order(sort, false);
        return naive.rows(one("search"), "true".equals(one("show_archived")), PgTime.of(NOW)).stream()
                .sorted(order)
                .toList();
    }

    private @Nullable String one(String name) {
        List<String> values = asked.get(name);
        return values == null ? null : values.get(0);
    }
}
