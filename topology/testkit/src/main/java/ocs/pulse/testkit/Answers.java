package ocs.pulse.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import ocs.pulse.query.Parameters;
import ocs.pulse.query.chatbot.ChatbotsQuestion;
import ocs.pulse.query.chatbot.TrendsQuestion;
import ocs.pulse.query.dashboard.Dashboard;
import ocs.pulse.query.dashboard.DashboardPanel;
import ocs.pulse.query.dashboard.DashboardQuestion;
import ocs.pulse.query.dashboard.FilterChoices;
import ocs.pulse.query.session.DatasetSessionsQuestion;
import ocs.pulse.query.session.SessionKeysQuestion;
import ocs.pulse.query.session.SessionsQuestion;
import ocs.pulse.team.StoreFigures;
import ocs.pulse.team.Teams;
import ocs.pulse.view.TeamView;
import org.jspecify.annotations.Nullable;

/** What the API answers to a path, without HTTP. Bad parameters are a {@link ocs.pulse.query.BadParameter}. */
final class Answers {
    private static final String TEAMS = "/api/teams/";
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final Teams teams;
    private final Instant now;

    Answers(Teams teams, Instant now) {
        this.teams = teams;
        this.now = now;
    }

    JsonNode get(String path) {
        URI uri = URI.create(path);
        if (!uri.getPath().startsWith(TEAMS)) {
            throw new IllegalArgumentException("Paths begin with " + TEAMS + ", unlike " + path);
        }
        String[] parts = uri.getPath().substring(TEAMS.length()).split("/", 2);
        long team = teams.find(parts[0])
                .orElseThrow(() -> new IllegalArgumentException("No team " + parts[0]))
                .id();
        return JSON.valueToTree(answer(team, parts[1], new Parameters(values(uri.getRawQuery()))));
    }

    private Object answer(long team, String place, Parameters asked) {
        return switch (place) {
            case "dashboard" -> ask(team, view -> Dashboard.of(DashboardQuestion.parseAll(asked, now), view));
            case "dashboard/filters" -> ask(team, view -> FilterChoices.of(FilterChoices.Question.parse(asked), view));
            case "chatbots" ->
                read(team, figures -> ChatbotsQuestion.parse(asked, now).answer(team, figures.shared(), figures));
            case "sessions" -> ask(team, SessionsQuestion.parse(asked, now)::answer);
            case "datasets/sessions" -> ask(team, DatasetSessionsQuestion.parse(asked, now)::answer);
            case "datasets/session-keys" -> ask(team, SessionKeysQuestion.parse(asked, now)::answer);
            default -> place.startsWith("chatbots/") ? trends(team, place, asked) : panel(team, place, asked);
        };
    }

    private Object panel(long team, String place, Parameters asked) {
        DashboardPanel panel = DashboardPanel.ofPath(place.replaceFirst("^dashboard/", ""))
                .orElseThrow(() -> new IllegalArgumentException("No path " + place));
        DashboardQuestion question = DashboardQuestion.parse(panel, asked, now);
        return ask(team, view -> panel.answer(question, view));
    }

    private Object trends(long team, String place, Parameters asked) {
        long chatbot = Long.parseLong(place.split("/", -1)[1]);
        TrendsQuestion question = TrendsQuestion.parse(chatbot, asked, now);
        return read(team, figures -> question.answer(team, figures.shared(), figures)
                .orElseThrow(() -> new IllegalArgumentException("No chatbot " + chatbot)));
    }

    private Object ask(long team, Function<TeamView, Object> question) {
        return teams.ask(team, question).value();
    }

    private Object read(long team, Function<StoreFigures, Object> question) {
        return teams.read(team, question).value();
    }

    private static Map<String, List<String>> values(@Nullable String query) {
        Map<String, List<String>> values = new HashMap<>();
        for (String pair : (query == null ? "" : query).split("&")) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                values.computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
                        .add(parts.length < 2 ? "" : decoded(parts[1]));
            }
        }
        return values;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
