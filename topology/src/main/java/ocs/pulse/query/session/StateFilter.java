package ocs.pulse.query.session;

import java.util.Set;
import ocs.pulse.view.TeamView;

/** The session's status; one that nothing has is no error, it matches nothing. */
record StateFilter(Choice choice, Set<String> statuses) implements SessionFilter {

    @Override
    public Bound bind(TeamView view) {
        return conversation -> choice.admits(view.status(conversation), statuses);
    }

    @Override
    public int cost() {
        return 1;
    }
}
