package ocs.pulse.query.dashboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import ocs.pulse.change.Row;
import ocs.pulse.query.CodePoints;
import ocs.pulse.view.TeamView;

/**
 * Active sessions by their own platform: a row for each platform of the team's channels that are not deleted, by name. A
 * session on any other platform, or on none, is in no row and not in the total.
 */
final class ChannelBreakdown implements Counter<ChannelBreakdown> {
    private final TeamView view;
    private final int[] sessionsOfKind;

    public record Platform(String platform, long sessions) {}

    public record Totals(long sessions) {}

    public record Result(List<Platform> platforms, Totals totals) {}

    ChannelBreakdown(TeamView view) {
        this.view = view;
        this.sessionsOfKind = new int[view.sessionKindBound()];
    }

    @Override
    public void add(Activity activity) {
        for (int at = 0; at < activity.size; at++) {
            if (activity.isActiveSession[at]) {
                sessionsOfKind[view.sessionKind(activity.conversation[at])]++;
            }
        }
    }

    @Override
    public void add(ChannelBreakdown other) {
        Arrays.setAll(sessionsOfKind, kind -> sessionsOfKind[kind] + other.sessionsOfKind[kind]);
    }

    Result result() {
        SortedMap<String, Long> sessions = new TreeMap<>(CodePoints::compare);
        for (Row.Channel channel : view.shared().channels()) {
            if (channel.teamId() == view.teamId() && !channel.deleted()) {
                sessions.put(channel.platform(), 0L);
            }
        }
        for (int kind = 0; kind < sessionsOfKind.length; kind++) {
            String platform = view.platformOf(view.kind(kind));
            if (platform != null) {
                long more = sessionsOfKind[kind];
                sessions.computeIfPresent(platform, (listed, count) -> count + more);
            }
        }
        List<Platform> platforms = new ArrayList<>();
        sessions.forEach((platform, count) -> platforms.add(new Platform(platform, count)));
        return new Result(
                platforms,
                new Totals(sessions.values().stream().mapToLong(Long::longValue).sum()));
    }
}
