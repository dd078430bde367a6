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

    FigureReader(StoreTable table, AppliedRecords applied, Gate gate) {
        this.table = table;
        this.applied = applied;
        this.gate = gate;
    }

    <A> Answer<A> read(long team, Function<StoreFigures, A> question) {
        for (int attempt = 0; attempt < FREE_READS; attempt++) {
            TeamState before = gate.whenWhole(team, () -> applied.state(team));
            A value = question.apply(figures(team, before));
            if (isStill(team, before)) {
                return before.answer(value);
            }
        }
        return gate.whenWhole(team, () -> {
            TeamState state = applied.state(team);
            return state.answer(question.apply(figures(team, state)));
        });
    }

    private StoreFigures figures(long team, TeamState state) {
        return new StoreFigures(team, state.shared(), table);
    }

    private boolean isStill(long team, TeamState before) {
        return !gate.isClosed() && gate.inside(() -> applied.lastChange(team)) == before.lastChange();
    }
}
