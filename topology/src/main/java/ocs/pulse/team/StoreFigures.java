package ocs.pulse.team;

import java.util.HashMap;
import java.util.Map;
import ocs.pulse.query.TeamFigures;
import ocs.pulse.query.chatbot.ChatbotTotals;
import ocs.pulse.view.SharedTables;

/** The aggregates of one team as its store keeps them. */
public final class StoreFigures implements TeamFigures {
    private final long team;
    private final SharedTables shared;
    private final ExperimentTotals totals;
    private final Activity activity;
    private final KnownTotals known;
    private final Map<Long, ChatbotTotals> found = new HashMap<>();

    StoreFigures(long team, SharedTables shared, StoreTable table) {
        this(team, shared, table, new KnownTotals());
    }

    StoreFigures(long team, SharedTables shared, StoreTable table, KnownTotals known) {
        this.team = team;
        this.known = known;
        this.shared = shared;
        this.totals = new ExperimentTotals(table, known);
        this.activity = new Activity(table);
    }

    @Override
    public SharedTables shared() {
        return shared;
    }

    @Override
    public ChatbotTotals totals(long experimentId) {
        ChatbotTotals kept = known.find(team, experimentId);
        return kept != null ? kept : found.computeIfAbsent(experimentId, id -> totals.of(team, id));
    }

    /** What was read from the store is what the team has now: others need not read it. */
    void keep() {
        known.keep(team, found);
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
