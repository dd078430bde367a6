package ocs.pulse.http;

import java.util.Optional;
import ocs.pulse.http.TeamRequests.Reader;
import ocs.pulse.query.chatbot.ChatbotsQuestion;
import ocs.pulse.query.chatbot.TrendsQuestion;
import ocs.pulse.query.dashboard.Dashboard;
import ocs.pulse.query.dashboard.DashboardPanel;
import ocs.pulse.query.dashboard.DashboardQuestion;
import ocs.pulse.query.dashboard.FilterChoices;
import ocs.pulse.query.dashboard.SlottedVolume;
import ocs.pulse.query.session.DatasetSessionsQuestion;
import ocs.pulse.query.session.SessionFilters;
import ocs.pulse.query.session.SessionKeysQuestion;
import ocs.pulse.query.session.SessionsQuestion;

/** What each route asks. A chatbot's id in a path that is nobody's or another team's is a 404. */
final class Questions {
    private Questions() {}

    static Question<?> dashboard(Request request) {
        DashboardQuestion question = DashboardQuestion.parseAll(request.parameters(), request.now());
        return new Question.OfView<>(moment(question), view -> Dashboard.of(question, view));
    }

    static Reader panel(DashboardPanel panel) {
        return request -> {
            DashboardQuestion question = DashboardQuestion.parse(panel, request.parameters(), request.now());
            if (panel == DashboardPanel.MESSAGE_VOLUME && SlottedVolume.answers(question)) {
                return new Question.OfFigures<>(
                        moment(question), (team, figures) -> SlottedVolume.answer(question, figures));
            }
            return new Question.OfView<>(moment(question), view -> panel.answer(question, view));
        };
    }

    static Question<?> filterChoices(Request request) {
        FilterChoices.Question question = FilterChoices.Question.parse(request.parameters());
        return new Question.OfView<>(request.moment(false), view -> FilterChoices.of(question, view));
    }

    static Question<?> chatbots(Request request) {
        ChatbotsQuestion question = ChatbotsQuestion.parse(request.parameters(), request.now());
        return new Question.OfFigures<>(
                request.moment(true), (team, figures) -> question.answer(team, figures.shared(), figures));
    }

    static Question<?> trends(Request request) {
        TrendsQuestion question = TrendsQuestion.parse(request.id("id"), request.parameters(), request.now());
        return new Question.OfFigures<>(
                request.moment(true), (team, figures) -> question.answer(team, figures.shared(), figures)
                        .orElseThrow(() -> Refusal.unknown("chatbot")));
    }

    static Question<?> sessions(Request request) {
        return new Question.OfView<>(
                ofSessions(request), SessionsQuestion.parse(request.parameters(), request.now())::answer);
    }

    static Question<?> datasetSessions(Request request) {
        return new Question.OfView<>(
                ofSessions(request), DatasetSessionsQuestion.parse(request.parameters(), request.now())::answer);
    }

    static Question<?> sessionKeys(Request request) {
        return new Question.OfView<>(
                ofSessions(request), SessionKeysQuestion.parse(request.parameters(), request.now())::answer);
    }

    private static Optional<String> moment(DashboardQuestion question) {
        return Optional.of(question.window().start() + "/" + question.window().end());
    }

    static Optional<String> ofSessions(Request request) {
        return request.moment(SessionFilters.isRelative(request.parameters()));
    }
}
