package ocs.pulse.query.dashboard;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import ocs.pulse.query.BadParameter;
import ocs.pulse.query.Parameters;

/**
 * What the dashboard is narrowed to; an empty set does not narrow. All that are given hold together.
 *
 * @param channels platforms
 */
public record DashboardFilter(Set<Long> experiments, Set<String> channels, Set<Long> participants, Set<Long> tags) {
    static final Set<String> NAMES = Set.of("experiments", "channels", "participants", "tags");

    private static final Pattern ID = Pattern.compile("-?[0-9]+");
    /** Stands for a number that no row can have as its id. */
    private static final long NO_ROW = Long.MAX_VALUE;

    public DashboardFilter {
        experiments = Set.copyOf(experiments);
        channels = Set.copyOf(channels);
        participants = Set.copyOf(participants);
        tags = Set.copyOf(tags);
    }

    static DashboardFilter of(Parameters parameters) {
        Set<String> channels = Set.copyOf(new HashSet<>(parameters.all("channels")));
        if (channels.contains("")) {
            throw new BadParameter("channels", "Takes the name of a platform, not an empty text");
        }
        return new DashboardFilter(
                ids(parameters, "experiments"), channels, ids(parameters, "participants"), ids(parameters, "tags"));
    }

    /** Whether nothing is narrowed. */
    boolean isNone() {
        return !asksForSession() && tags.isEmpty();
    }

    /** Whether something is asked of the session, so that a chat without one does not count. */
    boolean asksForSession() {
        return !experiments.isEmpty() || !channels.isEmpty() || !participants.isEmpty();
    }

    private static Set<Long> ids(Parameters parameters, String name) {
        Set<Long> ids = new HashSet<>();
        for (String text : parameters.all(name)) {
            if (!ID.matcher(text).matches()) {
                throw new BadParameter(name, "Takes ids, not '" + text + "'");
            }
            ids.add(idOf(text));
        }
        return ids;
    }

    private static long idOf(String text) {
        try {
            return Math.max(Long.parseLong(text), -1);
        } catch (NumberFormatException tooLong) {
            return NO_ROW;
        }
    }
}
