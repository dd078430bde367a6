package ocs.pulse;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How far stores have been restored from their changelogs. */
final class RestoreProgress implements StateRestoreListener {
    private final Map<TopicPartition, Restoring> restoring = new ConcurrentHashMap<>();

    private record Restoring(long start, long end, long done) {
        long left() {
            return Math.max(0, end - start - done);
        }
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long start, long end) {
        restoring.put(partition, new Restoring(start, end, 0));
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long end, long records) {
        restoring.computeIfPresent(
                partition, (key, was) -> new Restoring(was.start(), was.end(), was.done() + records));
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long records) {
        restoring.remove(partition);
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long records) {
        restoring.remove(partition);
    }

    /** Records still to be read, over all stores. */
    long left() {
        return restoring.values().stream().mapToLong(Restoring::left).sum();
    }

    /** Records still to be read of one partition of a changelog. */
    long left(TopicPartition changelog) {
        Restoring one = restoring.get(changelog);
        return one == null ? 0 : one.left();
    }
}
