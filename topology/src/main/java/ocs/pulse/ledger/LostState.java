package ocs.pulse.ledger;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.TaskId;

/**
 * What is done when a stage finds its store empty although its input goes on in the middle. Going on would make a number of
 * nothing, so the store is restored from its changelog again; where that brings nothing back either, the stage stops.
 *
 * <p>The first record of either stage begins a snapshot. A store that has seen none, with an input that begins with anything
 * else at an offset above 0, has lost what it held.
 */
public final class LostState {
    /** So often a task's store is restored again before the stage gives up. */
    static final int MOST_RESTORES = 3;

    private final Map<TaskId, Integer> losses = new ConcurrentHashMap<>();

    /**
     * Ends the task before it has done anything.
     *
     * @param offset of the record that came first
     */
    public void found(TaskId task, String topic, long offset) {
        if (losses.merge(task, 1, Integer::sum) <= MOST_RESTORES) {
            throw new TaskCorruptedException(Set.of(task));
        }
        throw new IllegalStateException(
                "The store of task " + task + " is empty and its changelog brings nothing back, though "
                        + topic + " goes on at offset " + offset
                        + ": the state is lost. Stop every instance, run pulse reset, and start with --resnapshot");
    }
}
