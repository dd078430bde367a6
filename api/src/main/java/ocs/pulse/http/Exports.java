package ocs.pulse.http;

import java.util.List;
import java.util.Set;
import ocs.pulse.query.BadParameter;
import ocs.pulse.query.chatbot.ChatbotRow;
import ocs.pulse.query.chatbot.ChatbotsQuestion;
import ocs.pulse.query.chatbot.Trend;
import ocs.pulse.query.chatbot.TrendsQuestion;
import ocs.pulse.query.session.DatasetSessionsQuestion;
import ocs.pulse.query.session.SessionKeysQuestion;
import ocs.pulse.query.session.SessionRow;
import ocs.pulse.query.session.SessionsQuestion;

/** What each table asks for when it is wanted whole, as CSV: the same questions, without pages. */
final class Exports {
    private static final Set<String> PAGES = Set.of("page", "page_size", "cursor");

    private Exports() {}

    /** A line of a chatbot's trend. */
    record Hour(String hour, int successes, int errors) {}

    /** A line of the external ids. */
    record Key(String externalId) {}

    static Question<Csv<ChatbotRow>> chatbots(Request request) {
        requireWhole(request);
        ChatbotsQuestion question = ChatbotsQuestion.parse(request.parameters(), request.now());
        return new Question.OfFigures<>(request.moment(true), (team, figures) -> {
            Csv<ChatbotRow> lines = new Csv<>(ChatbotRow.class);
            question.forEach(team, figures.shared(), figures, lines::add);
            return lines.finish();
        });
    }

    static Question<Csv<Hour>> trends(Request request) {
        TrendsQuestion question = TrendsQuestion.parse(request.id("id"), request.parameters(), request.now());
        return new Question.OfFigures<>(request.moment(true), (team, figures) -> {
            Trend trend =
                    question.answer(team, figures.shared(), figures).orElseThrow(() -> Refusal.unknown("chatbot"));
            List<String> hours = question.hours().starts();
            Csv<Hour> lines = new Csv<>(Hour.class);
            for (int hour = 0; hour < hours.size(); hour++) {
                lines.add(new Hour(
                        hours.get(hour),
                        trend.successes().get(hour),
                        trend.errors().get(hour)));
            }
            return lines.finish();
        });
    }

    static Question<Csv<SessionRow>> sessions(Request request) {
        requireWhole(request);
        SessionsQuestion question = SessionsQuestion.parse(request.parameters(), request.now());
        return new Question.OfView<>(Questions.ofSessions(request), view -> {
            Csv<SessionRow> lines = new Csv<>(SessionRow.class);
            question.forEach(view, lines::add);
            return lines.finish();
        });
    }

    static Question<Csv<SessionRow>> datasetSessions(Request request) {
        requireWhole(request);
        DatasetSessionsQuestion question = DatasetSessionsQuestion.parse(request.parameters(), request.now());
        return new Question.OfView<>(Questions.ofSessions(request), view -> {
            Csv<SessionRow> lines = new Csv<>(SessionRow.class);
            question.forEach(view, lines::add);
            return lines.finish();
        });
    }

    static Question<Csv<Key>> sessionKeys(Request request) {
        SessionKeysQuestion question = SessionKeysQuestion.parse(request.parameters(), request.now());
        return new Question.OfView<>(Questions.ofSessions(request), view -> {
            Csv<Key> lines = new Csv<>(Key.class);
            question.answer(view).forEach(key -> lines.add(new Key(key)));
            return lines.finish();
        });
    }

    private static void requireWhole(Request request) {
        for (String name : PAGES) {
            if (!request.parameters().all(name).isEmpty()) {
                throw new BadParameter(name, "Has no say here: CSV has all rows");
            }
        }
    }
}
