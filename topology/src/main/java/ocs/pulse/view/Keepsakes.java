package ocs.pulse.view;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What questions keep with a view, each under its key; of each class the ones that nobody has asked for longest go first. */
final class Keepsakes {
    /** Of one class. */
    private static final int MOST = 16;

    private final Map<Class<?>, Map<Object, Kept>> byClass = new HashMap<>();

    /** Whether nobody has kept anything yet. */
    synchronized boolean isEmpty() {
        return byClass.isEmpty();
    }

    /** What is kept under the key, made where it is not there. */
    synchronized <K extends Kept> K of(Object key, Class<K> type, Supplier<K> make) {
        Map<Object, Kept> byKey = byClass.computeIfAbsent(type, first -> new LinkedHashMap<>(MOST, 0.75f, true));
        Kept there = byKey.get(key);
        if (there != null) {
            return type.cast(there);
        }
        if (byKey.size() == MOST) {
            byKey.remove(byKey.keySet().iterator().next());
        }
        K made = make.get();
        byKey.put(key, made);
        return made;
    }

    synchronized void forEach(Consumer<Kept> visitor) {
        byClass.values().forEach(byKey -> byKey.values().forEach(visitor));
    }

    synchronized long bytes() {
        return byClass.values().stream()
                .flatMap(byKey -> byKey.values().stream())
                .mapToLong(Kept::bytes)
                .sum();
    }
}
