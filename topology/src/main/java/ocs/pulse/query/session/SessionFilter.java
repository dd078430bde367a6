package ocs.pulse.query.session;

import ocs.pulse.view.TeamView;

/** What one filter asks of a session. */
public sealed interface SessionFilter
        permits ChatbotFilter,
                ParticipantFilter,
                RemoteIdFilter,
                StateFilter,
                ChannelFilter,
                ExperimentFilter,
                FirstMessageFilter,
                LastMessageFilter,
                MessageDateFilter,
                TagFilter {

    /** The filter over one view. */
    Bound bind(TeamView view);

    /** About how much work a session is, to ask the cheap filters first. */
    int cost();

    /** Whether it asks something of one message by itself as well, for the dataset tables. */
    default boolean asksMessages() {
        return false;
    }

    /** A filter that can be asked. */
    interface Bound {

        /** Of a conversation that has a session. */
        boolean session(int conversation);

        /** Of one message by itself; asked only where the filter {@link SessionFilter#asksMessages}. */
        default boolean message(int message) {
            return true;
        }
    }
}
