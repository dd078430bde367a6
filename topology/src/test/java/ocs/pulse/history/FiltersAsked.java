package ocs.pulse.history;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import ocs.pulse.change.Row;
import ocs.pulse.query.CodePoints;
import ocs.pulse.query.dashboard.FilterChoices;
import ocs.pulse.team.Answer;
import ocs.pulse.team.Teams;

/** A question for what the filter controls offer. */
record FiltersAsked(String search, int limit) implements AskedQuestion {
    private static final List<String> SEARCHES = List.of("", "", "a", "p", "P", "part", "1", "zzz");

    static FiltersAsked of(Random random) {
        return new FiltersAsked(Choices.one(random, SEARCHES), 1 + random.nextInt(20));
    }

    @Override
    public Answer<Object> ask(Teams teams, long team) {
        return teams.ask(team, view -> FilterChoices.of(new FilterChoices.Question(search, limit), view));
    }

    @Override
    public Object expected(Rows rows, long team) {
        return new FilterChoices(
                ordered(rows, Row.Experiment.class, Row.Experiment::name)
                        .filter(it -> it.teamId() == team && it.workingVersionId() == null && !it.archived())
                        .map(it -> new FilterChoices.Chatbot(it.id(), it.name()))
                        .toList(),
                ordered(rows, Row.Channel.class, Row.Channel::platform)
                        .filter(it -> it.teamId() == team && !it.deleted() && isUsage(it.platform()))
                        .map(Row.Channel::platform)
                        .distinct()
                        .toList(),
                ordered(rows, Row.Tag.class, Row.Tag::name)
                        .filter(it -> it.teamId() == team)
                        .map(it -> new FilterChoices.Tag(it.id(), it.name(), it.category()))
                        .toList(),
                ordered(rows, Row.Participant.class, Row.Participant::identifier)
                        .filter(it -> it.teamId() == team && isUsage(it.platform()))
                        .filter(it -> begins(it.identifier()) || begins(it.name()))
                        .limit(limit)
                        .map(it -> new FilterChoices.Participant(it.id(), it.identifier(), it.name(), it.platform()))
                        .toList());
    }

    private static <R extends Row> Stream<R> ordered(Rows rows, Class<R> kind, Function<R, String> name) {
        return rows.all().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .sorted(Comparator.comparing(name, CodePoints::compare).thenComparingLong(Row::id));
    }

    private static boolean isUsage(String platform) {
        return !platform.equals("evaluations");
    }

    private boolean begins(String text) {
        return text.toUpperCase(Locale.ROOT).startsWith(search.toUpperCase(Locale.ROOT));
    }
}
