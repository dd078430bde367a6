package ocs.pulse.team;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import ocs.pulse.query.chatbot.ChatbotTotals;
import org.jspecify.annotations.Nullable;

/**
 * Totals that have been read from the store and have not changed since. The writer forgets, inside the gate, what it is about
 * to change; what a reader has found is kept, inside the gate, if nothing of the team has changed meanwhile. Of others nobody
 * may rely on before that is known.
 */
final class KnownTotals {
    /** About 5 MB; above it, all are read again. */
    private static final int MOST = 50_000;

    private final Map<Experiment, ChatbotTotals> known = new ConcurrentHashMap<>();

    private record Experiment(long team, long id) {}

    @Nullable
    ChatbotTotals find(long team, long experiment) {
        return known.get(new Experiment(team, experiment));
    }

    void forget(long team, long experiment) {
        known.remove(new Experiment(team, experiment));
    }

    void keep(long team, Map<Long, ChatbotTotals> found) {
        if (known.size() + found.size() > MOST) {
            known.clear();
        }
        found.forEach((experiment, totals) -> known.put(new Experiment(team, experiment), totals));
    }
}
