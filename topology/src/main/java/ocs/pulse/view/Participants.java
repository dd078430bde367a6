package ocs.pulse.view;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import ocs.pulse.change.Row;
import org.jspecify.annotations.Nullable;

/** The team's participants by id, and how many there are on each platform. */
final class Participants {
    private static final int ROW_BYTES = 300;

    private final Map<Long, Row.Participant> byId = new HashMap<>();
    private final Map<String, Integer> onPlatform = new HashMap<>();

    void put(Row.Participant row) {
        Row.Participant before = byId.put(row.id(), row);
        if (before != null) {
            count(before, -1);
        }
        count(row, 1);
    }

    void remove(long id) {
        Row.Participant before = byId.remove(id);
        if (before != null) {
            count(before, -1);
        }
    }

    Row.@Nullable Participant get(long id) {
        return byId.get(id);
    }

    Collection<Row.Participant> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    Map<String, Integer> onPlatform() {
        return Collections.unmodifiableMap(onPlatform);
    }

    /** Heap in bytes, roughly. */
    long bytes() {
        return (long) ROW_BYTES * byId.size();
    }

    private void count(Row.Participant row, int step) {
        onPlatform.merge(row.platform(), step, (before, more) -> before + more == 0 ? null : before + more);
    }
}
