package ocs.pulse.query.session;

import ocs.pulse.view.TeamView;

/** The time of the chat's first message of any type; a chat without messages never matches. */
record FirstMessageFilter(TimeRange range) implements SessionFilter {

    @Override
    public Bound bind(TeamView view) {
        return conversation -> {
            int first = view.messageStart(conversation);
            return first < view.messageEnd(conversation) && range.contains(view.messageTime(first));
        };
    }

    @Override
    public int cost() {
        return 2;
    }
}
