package ocs.pulse.query.session;

import java.util.Set;
import ocs.pulse.view.TeamView;

/** The participant's id elsewhere. */
record RemoteIdFilter(Choice choice, Set<String> values) implements SessionFilter {

    @Override
    public Bound bind(TeamView view) {
        return new ParticipantMemo(
                view, participant -> choice.admits(participant == null ? null : participant.remoteId(), values));
    }

    @Override
    public int cost() {
        return 4;
    }
}
