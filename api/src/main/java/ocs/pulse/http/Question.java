package ocs.pulse.http;

import java.util.Optional;
import java.util.function.Function;
import ocs.pulse.query.TeamFigures;
import ocs.pulse.view.TeamView;

/** A request's question, read and checked: how it is answered from one version of a team. */
public sealed interface Question<A> {

    /**
     * What of the present the answer depends on, beside the request itself: a question of equal moments has one answer to
     * one version of a team. Empty where it depends on the very instant, as hours back from now do.
     */
    Optional<String> moment();

    /** Answered from the team's view. */
    record OfView<A>(Optional<String> moment, Function<TeamView, A> answer) implements Question<A> {}

    /** Answered from the aggregates of the team's store, without its view. */
    record OfFigures<A>(Optional<String> moment, FiguresReader<A> answer) implements Question<A> {}

    /** Reads one team's aggregates. */
    @FunctionalInterface
    interface FiguresReader<A> {
        A read(long team, TeamFigures figures);
    }
}
