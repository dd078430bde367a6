package ocs.pulse.team;

import java.util.function.Function;

/**
 * Reads aggregates of a team from the store, between two records. The question may be asked more than once: first without
 * holding up the writer, and where the team changes meanwhile, again; in the end inside the gate.
 */
final class FigureReader {
    /** So often the store is read without the gate in the hope that nothing changes meanwhile. */
    private static final int FREE_READS = 3;

    private final StoreTable table;
    private final AppliedRecords applied;
    private final Gate gate;
    private final KnownTotals known;

    FigureReader(StoreTable table, KnownTotals known, AppliedRecords applied, Gate gate) {
        this.table = table;
        this.known = known;
        this.applied = applied;
        this.gate = gate;
    }

    <A> Answer<A> read(long team, Function<StoreFigures, A> question) {
        for (int attempt = 0; attempt < FREE_READS; attempt++) {
            TeamState before = gate.whenWhole(team, () -> applied.state(team));
            StoreFigures figures = figures(team, before);
            A value = question.apply(figures);
            if (isStill(team, before, figures)) {
                return before.answer(value);
            }
        }
        return gate.whenWhole(team, () -> {
            TeamState state = applied.state(team);
            StoreFigures figures = figures(team, state);
            A value = question.apply(figures);
            figures.keep();
            return state.answer(value);
        });
    }

    private StoreFigures figures(long team, TeamState state) {
        return new StoreFigures(team, state.shared(), table, known);
    }

    private boolean isStill(long team, TeamState before, StoreFigures figures) {
        return !gate.isClosed()
                && gate.inside(() -> {
                    boolean still = applied.lastChange(team) == before.lastChange();
                    if (still) {
                        figures.keep();
                    }
                    return still;
                });
    }
}
