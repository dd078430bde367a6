package ocs.pulse.query.session;

import ocs.pulse.view.TeamView;

/** Some message of the chat falls into the range. */
record MessageDateFilter(TimeRange range) implements SessionFilter {

    @Override
    public Bound bind(TeamView view) {
        return conversation -> {
            int end = view.messageEnd(conversation);
            if (view.messageStart(conversation) == end || view.lastMessage(conversation) < range.first()) {
                return false;
            }
            if (range.contains(view.lastMessage(conversation))) {
                return true;
            }
            int earliest = firstFrom(view, view.messageStart(conversation), end);
            return earliest < end && range.contains(view.messageTime(earliest));
        };
    }

    /** The first message not before the range; messages go by time. */
    private int firstFrom(TeamView view, int start, int end) {
        int low = start;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (view.messageTime(middle) < range.first()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public int cost() {
        return 3;
    }
}
