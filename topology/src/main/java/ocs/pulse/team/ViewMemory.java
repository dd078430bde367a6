package ocs.pulse.team;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps the views of a process within a budget: the ones that nobody has asked for longest go first. */
public final class ViewMemory {
    private final long budget;
    private final Map<Owner, LoadedView> views = new HashMap<>();
    private final AtomicLong clock = new AtomicLong();
    private final AtomicLong builds = new AtomicLong();

    private record Owner(TeamPartition partition, long team) {}

    /** @param budget bytes of heap, roughly */
    public ViewMemory(long budget) {
        this.budget = budget;
    }

    /** How many views have been built since the process began. */
    public long builds() {
        return builds.get();
    }

    /** The heap that all views take, roughly. */
    public synchronized long bytes() {
        return views.values().stream().mapToLong(LoadedView::bytes).sum();
    }

    public synchronized int count() {
        return views.size();
    }

    /** A time that only counts uses. */
    long tick() {
        return clock.incrementAndGet();
    }

    void loaded(TeamPartition partition, long team, LoadedView view) {
        builds.incrementAndGet();
        Owner owner = new Owner(partition, team);
        synchronized (this) {
            views.put(owner, view);
        }
        shrink(owner);
    }

    /** A view has taken in more than it was loaded with. */
    void grew(TeamPartition partition, long team) {
        shrink(new Owner(partition, team));
    }

    synchronized void forget(TeamPartition partition, long team) {
        views.remove(new Owner(partition, team));
    }

    /** The newest view stays even where it alone is over the budget: somebody is asking for it. */
    private void shrink(Owner newest) {
        while (true) {
            Owner oldest;
            synchronized (this) {
                if (bytes() <= budget) {
                    return;
                }
                oldest = views.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(newest))
                        .min(Comparator.comparingLong(entry -> entry.getValue().lastUsed()))
                        .map(Map.Entry::getKey)
                        .orElse(null);
                if (oldest == null) {
                    return;
                }
                views.remove(oldest);
            }
            oldest.partition().drop(oldest.team());
        }
    }
}
