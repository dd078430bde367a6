package ocs.pulse.query.session;

import ocs.pulse.view.TeamView;

/** Exactly this experiment, not a version of it. */
record ChatbotFilter(long id) implements SessionFilter {

    @Override
    public Bound bind(TeamView view) {
        return conversation -> view.experimentId(conversation) == id;
    }

    @Override
    public int cost() {
        return 0;
    }
}
