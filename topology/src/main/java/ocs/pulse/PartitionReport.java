package ocs.pulse;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How one partition of the teams stage is doing, as this instance sees it.
 *
 * @param active who applies its changes, as of the newest rebalance; empty where nobody is known to
 * @param standbys who keeps a copy
 * @param held what this instance has open
 * @param watermarkAt of what it has open, Unix milliseconds; empty where that is nothing, or no watermark has come
 * @param restoreLeft records of the changelog that are to be read before it is open here
 */
public record PartitionReport(
        int partition,
        Optional<Member> active,
        List<Member> standbys,
        Held held,
        OptionalLong watermarkAt,
        long restoreLeft) {

    /** What an instance has of a partition. */
    public enum Held {
        ACTIVE,
        STANDBY,
        NOTHING
    }

    public PartitionReport {
        standbys = List.copyOf(standbys);
    }
}
