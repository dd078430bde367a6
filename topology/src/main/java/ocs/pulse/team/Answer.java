package ocs.pulse.team;

import java.util.Set;
import java.util.function.Function;

/**
 * An answer with what it reflects.
 *
 * @param watermarkLsn everything committed before this position is in it; unsigned
 * @param watermarkAt when that watermark was committed, Unix milliseconds
 * @param asOf commit time of the newest change or watermark in it, Unix milliseconds
 * @param incomplete why it may not be whole: {@code snapshot}, {@code transaction} or {@code table}; empty where it
 *     is
 * @param version names the team's state: another one whenever the answer to any question may have become another, the
 *     same after a restart and on every instance
 */
public record Answer<A>(
        A value, long watermarkLsn, long watermarkAt, long asOf, Set<String> incomplete, String version) {
    public static final String SNAPSHOT = "snapshot";
    public static final String TRANSACTION = "transaction";
    public static final String TABLE = "table";

    public Answer {
        incomplete = Set.copyOf(incomplete);
    }

    /** The same in other words. */
    public <B> Answer<B> map(Function<A, B> words) {
        return new Answer<>(words.apply(value), watermarkLsn, watermarkAt, asOf, incomplete, version);
    }
}
