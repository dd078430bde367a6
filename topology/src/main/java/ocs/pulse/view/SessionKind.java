package ocs.pulse.view;

import ocs.pulse.change.Row;
import org.jspecify.annotations.Nullable;

/**
 * What thousands of sessions have in common: what is worked out for a kind is worked out once for all of them.
 *
 * @param channelId {@link TeamView#NONE} where there is none
 * @param platform the session's own; null where there is none
 * @param platformAbsent the database has no such column, so the channel's platform stands in
 */
public record SessionKind(
        long teamId, long channelId, @Nullable String platform, boolean platformAbsent, String status) {

    static SessionKind of(Row.Session row) {
        Long channel = row.channelId();
        return new SessionKind(
                row.teamId(),
                channel == null ? TeamView.NONE : channel,
                row.platformAbsent() ? null : row.platform(),
                row.platformAbsent(),
                row.status());
    }
}
