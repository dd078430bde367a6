package ocs.pulse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import ocs.pulse.team.TeamsTopology;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.state.HostInfo;

/**
 * The instances of the group and which partitions of the teams stage each of them is meant to hold, as of the newest
 * rebalance that this one took part in. Whether a partition is open there yet, only its holder knows.
 */
public final class Members {
    private final KafkaStreams streams;
    private final HostInfo own;

    Members(KafkaStreams streams, HostInfo own) {
        this.streams = streams;
        this.own = own;
    }

    /** Everybody, this instance among them, by address; empty before the first rebalance. */
    public List<Member> all() {
        return metadata().stream()
                .map(StreamsMetadata::hostInfo)
                .map(address -> Member.of(address, own))
                .sorted(Comparator.comparing(Member::address))
                .toList();
    }

    /** The one that applies the partition's changes. */
    public Optional<Member> active(int partition) {
        return holders(partition, StreamsMetadata::topicPartitions).stream().findFirst();
    }

    /** Those that keep a copy of the partition's store. */
    public List<Member> standbys(int partition) {
        return holders(partition, StreamsMetadata::standbyTopicPartitions);
    }

    private List<Member> holders(int partition, Function<StreamsMetadata, Set<TopicPartition>> held) {
        TopicPartition wanted = new TopicPartition(TeamsTopology.TOPIC, partition);
        List<Member> holders = new ArrayList<>();
        for (StreamsMetadata instance : metadata()) {
            if (held.apply(instance).contains(wanted)) {
                holders.add(Member.of(instance.hostInfo(), own));
            }
        }
        return holders;
    }

    private Collection<StreamsMetadata> metadata() {
        try {
            return streams.metadataForAllStreamsClients();
        } catch (StreamsNotStartedException notYet) {
            return List.of();
        } catch (IllegalStateException stopped) {
            return List.of();
        }
    }
}
