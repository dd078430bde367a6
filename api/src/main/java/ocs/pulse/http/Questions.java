package ocs.pulse.http;

import ocs.pulse.http.TeamRequests.Reader;
import ocs.pulse.http.TeamRequests.Request;
import ocs.pulse.query.chatbot.ChatbotsQuestion;
import ocs.pulse.query.chatbot.TrendsQuestion;
import ocs.pulse.query.dashboard.Dashboard;
import ocs.pulse.query.dashboard.DashboardPanel;
import ocs.pulse.query.dashboard.DashboardQuestion;
import ocs.pulse.query.dashboard.FilterChoices;
import ocs.pulse.query.session.DatasetSessionsQuestion;
import ocs.pulse.query.session.SessionKeysQuestion;
import ocs.pulse.query.session.SessionsQuestion;

/** What each route asks. A chatbot's id in a path that is nobody's or another team's is a 404. */
final class Questions {
    private Questions() {}

    static Question<?> dashboard(Request request) {
        DashboardQuestion question = DashboardQuestion.parseAll(request.parameters(), request.now());
        return new Question.OfView<>(view -> Dashboard.of(question, view));
    }

    static Reader panel(DashboardPanel panel) {
        return request -> {
            DashboardQuestion question = DashboardQuestion.parse(panel, request.parameters(), request.now());
            return new Question.OfView<>(view -> panel.answer(question, view));
        };
    }

    static Question<?> filterChoices(Request request) {
        FilterChoices.Question question = FilterChoices.Question.parse(request.parameters());
        return new Question.OfView<>(view -> FilterChoices.of(question, view));
    }

    static Question<?> chatbots(Request request) {
        ChatbotsQuestion question = ChatbotsQuestion.parse(request.parameters(), request.now());
        return new Question.OfFigures<>((team, shared, figures) -> question.answer(team, shared, figures));
    }

    static Question<?> trends(Request request) {
        TrendsQuestion question = TrendsQuestion.parse(request.id("id"), request.parameters(), request.now());
        return new Question.OfFigures<>((team, shared, figures) ->
                question.answer(team, shared, figures).orElseThrow(() -> Refusal.unknown("chatbot")));
    }

    static Question<?> sessions(Request request) {
        return new Question.OfView<>(SessionsQuestion.parse(request.parameters(), request.now())::answer);
    }

    static Question<?> datasetSessions(Request request) {
        return new Question.OfView<>(DatasetSessionsQuestion.parse(request.parameters(), request.now())::answer);
    }

    static Question<?> sessionKeys(Request request) {
        return new Question.OfView<>(SessionKeysQuestion.parse(request.parameters(), request.now())::answer);
    }
}
