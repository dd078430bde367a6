package ocs.pulse.http;

import java.time.Instant;
import java.util.Set;

/**
 * An answer with what it reflects.
 *
 * @param lsn the newest watermark in it, unsigned
 * @param asOf the commit time of the newest change or watermark in it
 * @param watermarkAt the commit time of the newest watermark
 * @param incomplete why it may not be whole: {@code snapshot}, {@code transaction}, {@code table}; empty where it is
 * @param version names the team's state: another one whenever the answer to any question may have become another
 */
public record Answered<A>(
        A value, long lsn, Instant asOf, Instant watermarkAt, Set<String> incomplete, String version) {

    public Answered {
        incomplete = Set.copyOf(incomplete);
    }
}
