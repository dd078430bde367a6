package ocs.pulse.query.session;

import ocs.pulse.view.TeamView;

/** The time of the chat's last message of any type; of one message by itself: its own time. */
record LastMessageFilter(TimeRange range) implements SessionFilter {

    @Override
    public Bound bind(TeamView view) {
        return new Bound() {
            @Override
            public boolean session(int conversation) {
                return view.messageStart(conversation) < view.messageEnd(conversation)
                        && range.contains(view.lastMessage(conversation));
            }

            @Override
            public boolean message(int message) {
                return range.contains(view.messageTime(message));
            }
        };
    }

    @Override
    public boolean asksMessages() {
        return true;
    }

    @Override
    public int cost() {
        return 2;
    }
}
