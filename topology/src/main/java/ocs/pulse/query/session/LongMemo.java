package ocs.pulse.query.session;

import java.util.function.LongPredicate;

/** A test of ids that asks each id once: an open hash table of what it said. */
final class LongMemo implements LongPredicate {
    private static final byte UNKNOWN = 0;
    private static final byte YES = 1;
    private static final byte NO = 2;

    private final LongPredicate test;
    private long[] ids = new long[64];
    private byte[] verdicts = new byte[64];
    private int size;

    LongMemo(LongPredicate test) {
        this.test = test;
    }

    @Override
    public boolean test(long id) {
        int at = slot(id);
        if (verdicts[at] != UNKNOWN) {
            return verdicts[at] == YES;
        }
        boolean verdict = test.test(id);
        if (2 * ++size > ids.length) {
            grow();
            at = slot(id);
        }
        ids[at] = id;
        verdicts[at] = verdict ? YES : NO;
        return verdict;
    }

    private int slot(long id) {
        int mask = ids.length - 1;
        long mixed = id * 0x9E3779B97F4A7C15L;
        int at = (int) (mixed >>> 32) & mask;
        while (verdicts[at] != UNKNOWN && ids[at] != id) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldIds = ids;
        byte[] oldVerdicts = verdicts;
        ids = new long[2 * oldIds.length];
        verdicts = new byte[ids.length];
        for (int old = 0; old < oldIds.length; old++) {
            if (oldVerdicts[old] != UNKNOWN) {
                int at = slot(oldIds[old]);
                ids[at] = oldIds[old];
                verdicts[at] = oldVerdicts[old];
            }
        }
    }
}
