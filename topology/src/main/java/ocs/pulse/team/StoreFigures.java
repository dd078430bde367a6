package ocs.pulse.team;

import ocs.pulse.query.chatbot.ChatbotFigures;
import ocs.pulse.query.chatbot.ChatbotTotals;
import ocs.pulse.query.dashboard.MessageFigures;
import ocs.pulse.view.SharedTables;

/** The aggregates of one team as its store keeps them; valid only within the question it was handed to. */
public final class StoreFigures implements ChatbotFigures, MessageFigures {
    private final long team;
    private final SharedTables shared;
    private final ExperimentTotals totals;
    private final Activity activity;

    StoreFigures(long team, SharedTables shared, StoreTable table) {
        this.team = team;
        this.shared = shared;
        this.totals = new ExperimentTotals(table);
        this.activity = new Activity(table);
    }

    /** The small tables at the same version. */
    public SharedTables shared() {
        return shared;
    }

    @Override
    public ChatbotTotals totals(long experimentId) {
        return totals.of(team, experimentId);
    }

    @Override
    public void traces(long experimentId, long first, long last, TraceVisitor visitor) {
        totals.traces(team, experimentId, first, last, visitor::visit);
    }

    @Override
    public void activity(long start, long end, SlotVisitor visitor) {
        activity.slots(team, start, end, visitor);
    }
}
