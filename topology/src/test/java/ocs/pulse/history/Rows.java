package ocs.pulse.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.golden.Placement;
import org.jspecify.annotations.Nullable;

/**
 * The rows that the answers are worked out from.
 *
 * @param all as questions see them: a session has its channel's platform where the database has no such column
 * @param placement whose each row is
 */
record Rows(List<Row> all, Placement placement) {

    static Rows of(List<Row> rows) {
        Placement placement = Placement.of(rows);
        List<Row> shown = rows.stream().map(row -> shown(row, placement)).toList();
        return new Rows(shown, Placement.of(shown));
    }

    private static Row shown(Row row, Placement placement) {
        if (!(row instanceof Row.Session it) || !it.platformAbsent()) {
            return row;
        }
        Row.Channel channel = it.channelId() == null ? null : placement.shared().channel(it.channelId());
        return withPlatform(it, channel == null ? null : channel.platform());
    }

    private static Row.Session withPlatform(Row.Session it, @Nullable String platform) {
        return new Row.Session(
                it.id(),
                it.teamId(),
                it.externalId(),
                it.experimentId(),
                it.participantId(),
                it.chatId(),
                it.channelId(),
                platform,
                false,
                it.status(),
                it.createdAt(),
                it.endedAt());
    }

    /**
     * What the tables of a team show: not the sessions that name another team than their chat's, nor participants of another
     * team.
     */
    List<Row> ofTables(long team) {
        Set<Row> placed = placement.team(team).stream().map(Placed::row).collect(Collectors.toSet());
        List<Row> rows = new ArrayList<>(all);
        rows.removeIf(row -> (row instanceof Row.Session || row instanceof Row.Participant) && !placed.contains(row));
        return rows;
    }
}
