package ocs.pulse.query.dashboard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ocs.pulse.change.Row;
import ocs.pulse.query.CodePoints;
import ocs.pulse.view.TeamView;

/**
 * Active sessions by their own platform: a row for each platform of the team's channels that are not deleted, by name. A
 * session on any other platform, or on none, is in no row and not in the total.
 */
final class ChannelBreakdown implements Counter {
    private final TeamView view;
    private final Map<String, long[]> sessions = new HashMap<>();

    public record Platform(String platform, long sessions) {}

    public record Totals(long sessions) {}

    public record Result(List<Platform> platforms, Totals totals) {}

    ChannelBreakdown(TeamView view) {
        this.view = view;
        for (Row.Channel channel : view.shared().channels()) {
            if (channel.teamId() == view.teamId() && !channel.deleted()) {
                sessions.put(channel.platform(), new long[1]);
            }
        }
    }

    @Override
    public void add(Activity activity) {
        if (activity.isActiveSession()) {
            long[] count = sessions.get(view.platform(activity.conversation));
            if (count != null) {
                count[0]++;
            }
        }
    }

    Result result() {
        TreeMap<String, long[]> ordered = new TreeMap<>(CodePoints::compare);
        ordered.putAll(sessions);
        List<Platform> platforms = new ArrayList<>();
        long total = 0;
        for (Map.Entry<String, long[]> entry : ordered.entrySet()) {
            platforms.add(new Platform(entry.getKey(), entry.getValue()[0]));
            total += entry.getValue()[0];
        }
        return new Result(platforms, new Totals(total));
    }
}
