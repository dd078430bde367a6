package ocs.pulse.view;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The external ids of sessions: UUIDs as sixteen bytes each, which they are as Django makes them, and any other as its text. */
final class ExternalIds {
    private static final int UUID_LENGTH = 36;
    private static final int TEXT_BYTES = 150;

    private final Map<Integer, String> others = new HashMap<>();
    private long[] high = new long[0];
    private long[] low = new long[0];

    String get(int place) {
        String other = others.isEmpty() ? null : others.get(place);
        return other != null ? other : new UUID(high[place], low[place]).toString();
    }

    void set(int place, String text) {
        UUID uuid = uuid(text);
        if (uuid == null) {
            others.put(place, text);
        } else {
            others.remove(place);
            high[place] = uuid.getMostSignificantBits();
            low[place] = uuid.getLeastSignificantBits();
        }
    }

    void remove(int place) {
        others.remove(place);
    }

    void resize(int capacity) {
        high = Arrays.copyOf(high, capacity);
        low = Arrays.copyOf(low, capacity);
    }

    /** Heap in bytes, roughly. */
    long bytes() {
        return 16L * high.length + (long) TEXT_BYTES * others.size();
    }

    /** The UUID that this very text stands for; none where another text would come back. */
    private static @Nullable UUID uuid(String text) {
        if (text.length() != UUID_LENGTH) {
            return null;
        }
        for (int place = 0; place < UUID_LENGTH; place++) {
            char sign = text.charAt(place);
            boolean isDash = place == 8 || place == 13 || place == 18 || place == 23;
            boolean isDigit = (sign >= '0' && sign <= '9') || (sign >= 'a' && sign <= 'f');
            if (isDash ? sign != '-' : !isDigit) {
                return null;
            }
        }
        return UUID.fromString(text);
    }
}
