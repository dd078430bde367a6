package ocs.pulse.query.session;

import java.util.function.Predicate;
import ocs.pulse.change.Row;
import ocs.pulse.view.TeamView;
import org.jspecify.annotations.Nullable;

/** A test of sessions by their participant that looks at each participant once. */
final class ParticipantMemo implements SessionFilter.Bound {
    private static final byte UNKNOWN = 0;
    private static final byte YES = 1;
    private static final byte NO = 2;

    private final TeamView view;
    private final Predicate<Row.@Nullable Participant> test;
    private final byte[] byParticipant;
    private final boolean withoutParticipant;

    /** @param test also told null, for a session without a participant */
    ParticipantMemo(TeamView view, Predicate<Row.@Nullable Participant> test) {
        this.view = view;
        this.test = test;
        this.byParticipant = new byte[view.participantBound()];
        this.withoutParticipant = test.test(null);
    }

    @Override
    public boolean session(int conversation) {
        int participant = view.participantOrdinal(conversation);
        if (participant < 0) {
            return withoutParticipant;
        }
        if (byParticipant[participant] == UNKNOWN) {
            boolean verdict = test.test(view.participant(view.participantId(conversation)));
            byParticipant[participant] = verdict ? YES : NO;
        }
        return byParticipant[participant] == YES;
    }
}
