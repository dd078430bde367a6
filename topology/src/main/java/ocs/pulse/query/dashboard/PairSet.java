package ocs.pulse.query.dashboard;

import ocs.pulse.view.LongIndex;

/** Distinct pairs of small numbers. */
final class PairSet {
    private final LongIndex pairs = new LongIndex();

    /** True when the pair was not there. */
    boolean add(int one, int other) {
        int before = pairs.size();
        pairs.number((long) one << 32 | other);
        return pairs.size() > before;
    }
}
