package ocs.pulse.query.chatbot;

import ocs.pulse.view.TeamView;

/**
 * What has ever happened with one experiment, evaluation left out: over the sessions that point at exactly it, and over
 * the traces that point at exactly it.
 *
 * @param sessions of any status
 * @param participants distinct
 * @param interactions traces of any status
 * @param lastActivity time of the newest trace; {@link TeamView#NEVER} where there is none
 */
public record ChatbotTotals(int sessions, int participants, int interactions, long lastActivity) {
    public static final ChatbotTotals NONE = new ChatbotTotals(0, 0, 0, TeamView.NEVER);
}
