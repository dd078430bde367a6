package ocs.pulse.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.SortedMap;
import ocs.pulse.change.Row;
import ocs.pulse.http.Answered;
import ocs.pulse.http.NotReady;
import ocs.pulse.http.Question;
import ocs.pulse.http.TeamAnswers;
import ocs.pulse.team.Answer;
import ocs.pulse.team.NotReadyException;
import ocs.pulse.team.Standbys;

/** Answers from the copies that this process keeps for other instances, as long as they are not too far behind. */
record StandbyAnswers(Standbys standbys, Duration lagLimit, Clock clock) implements TeamAnswers {
    private static final Duration RETRY = Duration.ofSeconds(1);

    @Override
    public OptionalLong find(String slug) {
        return checked(standbys::teams).value().stream()
                .filter(team -> team.slug().equals(slug))
                .mapToLong(Row.Team::id)
                .findFirst();
    }

    @Override
    public Answered<String> version(long team) {
        return checked(() -> standbys.version(team));
    }

    @Override
    public <A> Answered<A> ask(long team, Question<A> question) {
        if (question instanceof Question.OfView<A> ofView) {
            return checked(() -> standbys.ask(team, ofView.answer()));
        }
        Question.OfFigures<A> ofFigures = (Question.OfFigures<A>) question;
        return checked(() -> standbys.read(team, figures -> ofFigures.answer().read(team, figures)));
    }

    @Override
    public Answered<SortedMap<String, String>> teams() {
        return checked(() -> standbys.teams().map(StageAnswers::bySlug));
    }

    @Override
    public boolean await(long team, long lsn, Duration limit) throws InterruptedException {
        try {
            return standbys.awaitLsn(team, lsn, limit);
        } catch (NotReadyException notReady) {
            throw new NotReady(notReady.getMessage(), RETRY);
        }
    }

    @Override
    public void listen(long team, Runnable listener) {
        throw new NotReady("the instance that holds the team: nobody can listen to a copy", RETRY);
    }

    @Override
    public void unlisten(long team, Runnable listener) {
        // Nobody listens.
    }

    private <A> Answered<A> checked(java.util.function.Supplier<Answer<A>> asked) {
        try {
            Answered<A> answered = StageAnswers.answered(asked.get());
            Instant oldest = clock.instant().minus(lagLimit);
            if (answered.watermarkAt().isBefore(oldest)) {
                throw new NotReady("a copy that is not older than " + lagLimit.toSeconds() + " s", RETRY);
            }
            return answered;
        } catch (NotReadyException notReady) {
            throw new NotReady(notReady.getMessage(), RETRY);
        }
    }
}
