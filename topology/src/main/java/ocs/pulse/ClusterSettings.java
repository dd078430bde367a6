package ocs.pulse;

import java.util.Optional;

/**
 * How this instance stands among others of the same Kafka cluster.
 *
 * @param address HOST:PORT where the others reach its HTTP; empty: it stands alone
 * @param standbys how many other instances keep a copy of each store
 * @param replication of the topics that the stages make; empty: the brokers' default
 */
public record ClusterSettings(Optional<String> address, int standbys, Optional<Integer> replication) {

    /** One instance, which nobody asks. */
    public static final ClusterSettings ALONE = new ClusterSettings(Optional.empty(), 0, Optional.empty());
}
