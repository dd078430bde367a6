package ocs.pulse.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Answers as they were given, by the entity tags that name them before they are worked out. A tag names one answer for ever,
 * so nothing here is ever out of date; what nobody asks for any more is forgotten.
 */
final class GivenAnswers {
    private static final long MOST_BYTES = 32L << 20;
    private static final int ENTRY_BYTES = 200;
    private static final Duration UNUSED = Duration.ofMinutes(5);

    private final Cache<String, byte[]> bodies = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((String tag, byte[] body) -> ENTRY_BYTES + body.length)
            .expireAfterAccess(UNUSED)
            .build();

    byte @Nullable [] find(String tag) {
        return bodies.getIfPresent(tag);
    }

    void keep(String tag, byte[] body) {
        bodies.put(tag, body);
    }
}
