package ocs.pulse.query.session;

import java.util.Set;
import ocs.pulse.change.Row;
import ocs.pulse.view.TeamView;

/** The participant's id elsewhere. */
record RemoteIdFilter(Choice choice, Set<String> values) implements SessionFilter {

    @Override
    public Bound bind(TeamView view) {
        LongMemo participants = new LongMemo(id -> {
            Row.Participant participant = id == TeamView.NONE ? null : view.participant(id);
            return choice.admits(participant == null ? null : participant.remoteId(), values);
        });
        return conversation -> participants.test(view.participantId(conversation));
    }

    @Override
    public int cost() {
        return 2;
    }
}
