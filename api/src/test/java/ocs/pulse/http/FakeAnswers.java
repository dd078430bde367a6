package ocs.pulse.http;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows the team {@code demo}; answers every question with what it was told to. */
final class FakeAnswers implements TeamAnswers {
    static final long TEAM = 7;
    static final Instant WATERMARK_AT = Instant.parse("2026-01-02T03:04:05Z");

    volatile Object value = "nothing";
    volatile long lsn = 0x16_B374_D848L;
    volatile Set<String> incomplete = Set.of();
    volatile String version = "1";
    volatile int asked;
    volatile @Nullable RuntimeException failure;

    @Override
    public OptionalLong find(String slug) {
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
        return slug.equals("demo") ? OptionalLong.of(TEAM) : OptionalLong.empty();
    }

    @Override
    public Answered<String> version(long team) {
        return answered(version);
    }

    @Override
    @SuppressWarnings({"unchecked", "NonAtomicVolatileUpdate"}) // the test knows what it asks for
    public <A> Answered<A> ask(long team, Question<A> question) {
        asked++;
        return answered((A) value);
    }

    private <A> Answered<A> answered(A answer) {
        return new Answered<>(answer, lsn, WATERMARK_AT.plusMillis(10), WATERMARK_AT, incomplete, version);
    }

    @Override
    public boolean await(long team, long wanted, Duration limit) {
        return Long.compareUnsigned(wanted, lsn) <= 0;
    }
}
