package ocs.pulse.query.dashboard;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import ocs.pulse.change.Row;
import ocs.pulse.query.CodePoints;
import ocs.pulse.query.Parameters;
import ocs.pulse.view.TeamView;

/**
 * What the filter controls offer.
 *
 * @param chatbots working and not archived, by name
 * @param channels platforms of the team's channels that are not deleted, without evaluations, by name
 * @param tags the team's tags, by name
 * @param participants those whose identifier or name begins with the searched text, ignoring case, by identifier
 */
public record FilterChoices(
        List<Chatbot> chatbots, List<String> channels, List<Tag> tags, List<Participant> participants) {

    public record Chatbot(long id, String name) {}

    public record Tag(long id, String name, String category) {}

    public record Participant(long id, String identifier, String name, String platform) {}

    /** @param limit the number of participants */
    public record Question(String search, int limit) {
        public static Question parse(Parameters parameters) {
            parameters.only(Set.of("search", "limit"));
            return new Question(
                    parameters.one("search").orElse(""),
                    parameters.number("limit", 1, 200).orElse(20));
        }
    }

    public static FilterChoices of(Question question, TeamView view) {
        return new FilterChoices(chatbots(view), channels(view), tags(view), participants(question, view));
    }

    private static List<Chatbot> chatbots(TeamView view) {
        DashboardFilter none = new DashboardFilter(Set.of(), Set.of(), Set.of(), Set.of());
        return Listing.of(view, none, new Selection(view, none)).experiments().stream()
                .map(experiment -> new Chatbot(experiment.id(), experiment.name()))
                .toList();
    }

    private static List<String> channels(TeamView view) {
        Set<String> platforms = new TreeSet<>(CodePoints::compare);
        for (Row.Channel channel : view.shared().channels()) {
            if (channel.teamId() == view.teamId()
                    && !channel.deleted()
                    && !channel.platform().equals(Selection.EVALUATIONS)) {
                platforms.add(channel.platform());
            }
        }
        return List.copyOf(platforms);
    }

    private static List<Tag> tags(TeamView view) {
        return StreamSupport.stream(view.shared().tags().spliterator(), false)
                .filter(tag -> tag.teamId() == view.teamId())
                .map(tag -> new Tag(tag.id(), tag.name(), tag.category()))
                .sorted(Comparator.comparing(Tag::name, CodePoints::compare).thenComparingLong(Tag::id))
                .toList();
    }

    private static List<Participant> participants(Question question, TeamView view) {
        String prefix = CodePoints.upper(question.search());
        return view.participants().stream()
                .filter(row -> !row.platform().equals(Selection.EVALUATIONS))
                .filter(row -> CodePoints.upper(row.identifier()).startsWith(prefix)
                        || CodePoints.upper(row.name()).startsWith(prefix))
                .sorted(Comparator.comparing(Row.Participant::identifier, CodePoints::compare)
                        .thenComparingLong(Row.Participant::id))
                .limit(question.limit())
                .map(row -> new Participant(row.id(), row.identifier(), row.name(), row.platform()))
                .toList();
    }
}
