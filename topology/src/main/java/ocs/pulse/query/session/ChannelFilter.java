package ocs.pulse.query.session;

import java.util.Set;
import ocs.pulse.change.Row;
import ocs.pulse.view.TeamView;

/** The platform of the session's channel, deleted ones included; not the session's own platform. */
record ChannelFilter(Choice choice, Set<String> platforms) implements SessionFilter {

    @Override
    public Bound bind(TeamView view) {
        boolean[] admitted = KindMemo.of(view, kind -> {
            Row.Channel channel =
                    kind.channelId() == TeamView.NONE ? null : view.shared().channel(kind.channelId());
            return choice.admits(channel == null ? null : channel.platform(), platforms);
        });
        return conversation -> admitted[view.sessionKind(conversation)];
    }

    @Override
    public int cost() {
        return 1;
    }
}
