package ocs.pulse.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What a random choice can be made of. */
final class Choices {
    private Choices() {}

    static <T> T one(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** At least one of them, each at most once. */
    static <T> List<T> some(Random random, List<T> from) {
        List<T> shuffled = new ArrayList<>(from);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, 1 + random.nextInt(Math.min(3, from.size())));
    }
}
