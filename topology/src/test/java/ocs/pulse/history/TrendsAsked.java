package ocs.pulse.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import ocs.pulse.change.PgTime;
import ocs.pulse.change.Row;
import ocs.pulse.query.Parameters;
import ocs.pulse.query.chatbot.NaiveChatbots;
import ocs.pulse.query.chatbot.TrendsQuestion;
import ocs.pulse.team.Answer;
import ocs.pulse.team.Teams;

/** A question for the trend of a chatbot, or of an experiment that there may not be. */
record TrendsAsked(long experiment, Instant now) implements AskedQuestion {

    static TrendsAsked of(Random random) {
        Instant now = DashboardAsked.NOW.minusSeconds(60L * random.nextInt(3_000));
        return new TrendsAsked(1 + random.nextInt(6), random.nextBoolean() ? DashboardAsked.NOW : now);
    }

    @Override
    public Answer<Object> ask(Teams teams, long team) {
        Parameters parameters = new Parameters(Map.of("now", List.of(now.toString())));
        TrendsQuestion question = TrendsQuestion.parse(experiment, parameters, Instant.EPOCH);
        return teams.read(team, figures -> question.answer(team, figures.shared(), figures));
    }

    @Override
    public Object expected(Rows rows, long team) {
        Row.Experiment it = rows.placement().shared().experiment(experiment);
        return it == null || it.teamId() != team
                ? Optional.empty()
                : Optional.of(new NaiveChatbots(team, rows.placement()).trend(experiment, PgTime.of(now)));
    }
}
