package ocs.pulse.ledger;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The repairs that run, by id. */
final class Repairs {
    private final Map<String, Repair> running = new LinkedHashMap<>();

    /** One that goes by the same id begins again. */
    void put(Repair repair) {
        running.put(repair.id(), repair);
    }

    @Nullable
    Repair get(String id) {
        return running.get(id);
    }

    void remove(String id) {
        running.remove(id);
    }

    void clear() {
        running.clear();
    }

    Collection<Repair> all() {
        return running.values();
    }

    boolean anyCovers(RowId row) {
        return running.values().stream().anyMatch(repair -> repair.covers(row));
    }

    /** Steps those that are meant; says whether there were any. */
    boolean update(Predicate<Repair> meant, UnaryOperator<Repair> step) {
        boolean any = false;
        for (Map.Entry<String, Repair> entry : running.entrySet()) {
            if (meant.test(entry.getValue())) {
                entry.setValue(step.apply(entry.getValue()));
                any = true;
            }
        }
        return any;
    }
}
