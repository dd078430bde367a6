package ocs.pulse.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The kinds of sessions that there have been, numbered as they turned up. */
final class SessionKinds {
    private final Map<SessionKind, Integer> numbers = new HashMap<>();
    private final List<SessionKind> kinds = new ArrayList<>();

    int bound() {
        return kinds.size();
    }

    SessionKind get(int number) {
        return kinds.get(number);
    }

    int number(SessionKind kind) {
        Integer known = numbers.putIfAbsent(kind, kinds.size());
        if (known != null) {
            return known;
        }
        kinds.add(kind);
        return kinds.size() - 1;
    }

    /** Heap in bytes, roughly. */
    long bytes() {
        return 200L * kinds.size();
    }
}
