package ocs.pulse.http;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Knows the team {@code demo}; answers every question with what it was told to. */
class FakeAnswers implements TeamAnswers {
    static final long TEAM = 7;
    static final Instant WATERMARK_AT = Instant.parse("2026-01-02T03:04:05Z");

    final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    volatile Object value = "nothing";
    volatile long lsn = 0x16_B374_D848L;
    volatile Set<String> incomplete = Set.of();
    volatile String version = "1";
    volatile int asked;
    volatile @Nullable RuntimeException failure;
    volatile List<Owner> owners = List.of(new Owner.Here(false));
    volatile @Nullable TeamAnswers copies;
    volatile List<URI> others = List.of();

    @Override
    public OptionalLong find(String slug) {
        failIfToldTo();
        return slug.equals("demo") ? OptionalLong.of(TEAM) : OptionalLong.empty();
    }

    @Override
    public Answered<String> version(long team) {
        failIfToldTo();
        return answered(version);
    }

    @Override
    @SuppressWarnings({"unchecked", "NonAtomicVolatileUpdate"}) // the test knows what it asks for
    public <A> Answered<A> ask(long team, Question<A> question) {
        asked++;
        failIfToldTo();
        return answered((A) value);
    }

    private void failIfToldTo() {
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }

    /** The state becomes another, and with it the answer to every question. */
    void become(Object answer) {
        value = answer;
        version = Integer.toString(answer.hashCode());
        tell();
    }

    /** Something happened that may concern the team. */
    void tell() {
        listeners.forEach(Runnable::run);
    }

    private <A> Answered<A> answered(A answer) {
        return new Answered<>(answer, lsn, WATERMARK_AT.plusMillis(10), WATERMARK_AT, incomplete, version);
    }

    @Override
    public boolean await(long team, long wanted, Duration limit) {
        return Long.compareUnsigned(wanted, lsn) <= 0;
    }

    @Override
    public Answered<SortedMap<String, String>> teams() {
        failIfToldTo();
        return answered(new TreeMap<>(Map.of("demo", "The Demo", "foreign", "Somebody's")));
    }

    @Override
    public void listen(long team, Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void unlisten(long team, Runnable listener) {
        listeners.remove(listener);
    }

    @Override
    public List<Owner> owners(long team) {
        return owners;
    }

    @Override
    public List<URI> others() {
        return others;
    }

    @Override
    public TeamAnswers standby() {
        return copies == null ? this : copies;
    }
}
