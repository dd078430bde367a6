package ocs.pulse.query.session;

import java.util.Set;
import ocs.pulse.view.TeamView;

/** The session's status; one that nothing has is no error, it matches nothing. */
record StateFilter(Choice choice, Set<String> statuses) implements SessionFilter {

    @Override
    public Bound bind(TeamView view) {
        boolean[] admitted = KindMemo.of(view, kind -> choice.admits(kind.status(), statuses));
        return conversation -> admitted[view.sessionKind(conversation)];
    }

    @Override
    public int cost() {
        return 1;
    }
}
