package ocs.pulse.team;

import ocs.pulse.query.TeamFigures;
import ocs.pulse.query.chatbot.ChatbotTotals;
import ocs.pulse.view.SharedTables;

/** The aggregates of one team as its store keeps them. */
public final class StoreFigures implements TeamFigures {
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

    @Override
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
