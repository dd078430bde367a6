package ocs.pulse.ledger;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The key of a record between the stages: whom it is for.
 *
 * <pre>
 * nothing           everyone: all partitions
 * team 8            one team, big-endian
 * team 8 | team 8.. several: the partitions of these teams, each once
 * </pre>
 */
public record TeamKey(List<Long> teams) {
    /** For every partition. */
    public static final TeamKey EVERYONE = new TeamKey(List.of());

    public TeamKey {
        teams = List.copyOf(teams);
    }

    public static TeamKey of(long team) {
        return new TeamKey(List.of(team));
    }

    /** At least one team. */
    static TeamKey ofAll(Collection<Long> teams) {
        return new TeamKey(List.copyOf(new TreeSet<>(teams)));
    }

    public byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(teams.size() * Long.BYTES);
        teams.forEach(bytes::putLong);
        return bytes.array();
    }

    public static TeamKey decode(byte[] key) {
        ByteBuffer bytes = ByteBuffer.wrap(key);
        return new TeamKey(IntStream.range(0, key.length / Long.BYTES)
                .mapToObj(i -> bytes.getLong(i * Long.BYTES))
                .toList());
    }

    /** The partitions, out of {@code count}, that this is for. */
    public Set<Integer> partitions(int count) {
        return teams.isEmpty()
                ? IntStream.range(0, count).boxed().collect(Collectors.toUnmodifiableSet())
                : teams.stream()
                        .map(team -> TeamPartitioner.partition(team, count))
                        .collect(Collectors.toUnmodifiableSet());
    }
}
