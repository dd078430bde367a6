package ocs.pulse.query.session;

import java.util.Set;
import ocs.pulse.change.Row;
import ocs.pulse.view.TeamView;

/** The platform of the session's channel, deleted ones included; not the session's own platform. */
record ChannelFilter(Choice choice, Set<String> platforms) implements SessionFilter {

    @Override
    public Bound bind(TeamView view) {
        LongMemo channels = new LongMemo(id -> {
            Row.Channel channel = id == TeamView.NONE ? null : view.shared().channel(id);
            return choice.admits(channel == null ? null : channel.platform(), platforms);
        });
        return conversation -> channels.test(view.channelId(conversation));
    }

    @Override
    public int cost() {
        return 1;
    }
}
