package ocs.pulse.team;

import java.util.Objects;
import ocs.pulse.change.Row;
import ocs.pulse.view.SharedTables;
import org.jspecify.annotations.Nullable;

/** Whether what hangs on a session counts. Without a session everything does. */
final class Usage {
    private static final String EVALUATIONS = "evaluations";

    private Usage() {}

    /** In the tables: unless the session's channel, deleted ones included, is the evaluation one. */
    static boolean counts(Row.@Nullable Session session, SharedTables shared) {
        return session == null || !isEvaluation(channel(session, shared));
    }

    /** In the tables, of a trace in the chat that this session holds: one of another session is as one of none. */
    static boolean counts(Row.Trace trace, Row.@Nullable Session holder, SharedTables shared) {
        return holder == null || !Objects.equals(trace.sessionId(), holder.id()) || counts(holder, shared);
    }

    /**
     * On the dashboard: unless the session is another team's or still being set up, or its own platform (its channel's,
     * where the database has no such column) is the evaluation one.
     */
    static boolean countsMessages(long team, Row.@Nullable Session session, SharedTables shared) {
        if (session == null) {
            return true;
        }
        boolean evaluation = session.platformAbsent()
                ? isEvaluation(channel(session, shared))
                : EVALUATIONS.equals(session.platform());
        return session.teamId() == team && !evaluation && !session.isSetup();
    }

    static boolean isEvaluation(Row.@Nullable Channel channel) {
        return channel != null && channel.platform().equals(EVALUATIONS);
    }

    private static Row.@Nullable Channel channel(Row.Session session, SharedTables shared) {
        return session.channelId() == null ? null : shared.channel(session.channelId());
    }
}
