package ocs.pulse.query;

import ocs.pulse.query.chatbot.ChatbotFigures;
import ocs.pulse.query.dashboard.MessageFigures;
import ocs.pulse.view.SharedTables;

/** The aggregates that are kept ready for one team, at one version; valid only within the question they were handed to. */
public interface TeamFigures extends ChatbotFigures, MessageFigures {
    /** The small tables at the same version. */
    SharedTables shared();
}
