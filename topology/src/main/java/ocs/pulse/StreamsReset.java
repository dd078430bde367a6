package ocs.pulse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import ocs.pulse.ledger.LedgerTopology;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Takes everything that the stages keep in a cluster away: the log of changes, what is between the stages, the changelogs of
 * their stores, and their positions. The next start of capture has to take a new snapshot, which fills all of it anew.
 */
public final class StreamsReset implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Admin admin;

    /** @param kafka what a client needs, {@code bootstrap.servers} above all */
    public StreamsReset(Map<String, String> kafka) {
        this.admin = Admin.create(Map.<String, Object>copyOf(kafka));
    }

    /** The topics that would be deleted; a {@link StreamsProblem} where an instance still runs. */
    public List<String> topics() {
        requireNobody();
        Set<String> doomed = new TreeSet<>();
        for (String topic : await(admin.listTopics().names())) {
            if (topic.equals(LedgerTopology.CHANGES) || topic.equals(LedgerTopology.TEAMS) || isChangelog(topic)) {
                doomed.add(topic);
            }
        }
        return new ArrayList<>(doomed);
    }

    private static boolean isChangelog(String topic) {
        return topic.startsWith(PulseTopology.APPLICATION_ID + "-") && topic.endsWith("-changelog");
    }

    private void requireNobody() {
        try {
            ConsumerGroupDescription group =
                    Objects.requireNonNull(get(admin.describeConsumerGroups(Set.of(PulseTopology.APPLICATION_ID))
                                    .all())
                            .get(PulseTopology.APPLICATION_ID));
            if (!group.members().isEmpty()) {
                throw new StreamsProblem(
                        StreamsProblem.Reason.TOPIC,
                        group.members().size()
                                + " stream threads of pulse still run in this cluster: stop every instance"
                                + " first (one that was killed is missed after some seconds)",
                        null);
            }
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof GroupIdNotFoundException)) {
                throw unreachable(failed);
            }
        }
    }

    /** Deletes these topics and the positions. */
    public void run(List<String> topics) {
        for (String topic : topics) {
            awaitGone(admin.deleteTopics(Set.of(topic)).all());
        }
        awaitGone(
                admin.deleteConsumerGroups(Set.of(PulseTopology.APPLICATION_ID)).all());
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return get(future);
        } catch (ExecutionException failed) {
            throw unreachable(failed);
        }
    }

    /** What is gone already is as it should be. */
    private static void awaitGone(KafkaFuture<Void> future) {
        try {
            get(future);
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof UnknownTopicOrPartitionException)
                    && !(failed.getCause() instanceof GroupIdNotFoundException)) {
                throw unreachable(failed);
            }
        }
    }

    private static <T> T get(KafkaFuture<T> future) throws ExecutionException {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw unreachable(late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw unreachable(stopped);
        }
    }

    private static StreamsProblem unreachable(Exception cause) {
        return new StreamsProblem(
                StreamsProblem.Reason.KAFKA_UNREACHABLE, "Kafka does not do what is asked of it: " + cause, cause);
    }

    @Override
    public void close() {
        admin.close();
    }
}
