package ocs.pulse.live;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** So many places for each owner, taken and given back. */
public final class Places {
    private final int most;
    private final Map<Object, Integer> taken = new ConcurrentHashMap<>();

    /** @param most for one owner */
    public Places(int most) {
        this.most = most;
    }

    /** @return false where the owner has none left */
    public boolean take(Object owner) {
        boolean[] got = new boolean[1];
        taken.compute(owner, (same, count) -> {
            int now = count == null ? 0 : count;
            got[0] = now < most;
            return got[0] ? Integer.valueOf(now + 1) : count;
        });
        return got[0];
    }

    public void giveBack(Object owner) {
        taken.computeIfPresent(owner, (same, count) -> count == 1 ? null : count - 1);
    }

    /** How many are taken, over all owners. */
    public int taken() {
        return taken.values().stream().mapToInt(Integer::intValue).sum();
    }
}
