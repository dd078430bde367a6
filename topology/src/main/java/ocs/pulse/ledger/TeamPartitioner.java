package ocs.pulse.ledger;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Which partition of the teams stage a team lives in. */
public final class TeamPartitioner implements StreamPartitioner<byte[], byte[]> {

    /** A team's partition out of {@code count}; neighbours by id fall into different ones. Never changes. */
    public static int partition(long teamId, int count) {
        return (int) Math.floorMod(teamId, (long) count);
    }

    @Override
    public Optional<Set<Integer>> partitions(String topic, byte[] key, byte[] value, int count) {
        return Optional.of(TeamKey.decode(key).partitions(count));
    }
}
