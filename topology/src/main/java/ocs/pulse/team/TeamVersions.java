package ocs.pulse.team;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.utils.Bytes;

/**
 * Names the states of the teams of a partition: two states of a team that may answer some question differently never have
 * one name, and a state keeps its name over restarts and on every instance that holds the store.
 *
 * <p>The name is the offset of the newest change that concerns the team, kept in the store with the end of each transaction,
 * with the snapshot's number and the store's own random number, by which the offsets of one history are told from those of
 * another. What is seen half applied, in a snapshot or a very large transaction, is named for this opening of the store only.
 */
final class TeamVersions {
    /** Whose changes concern every team. */
    private static final long EVERYBODY = 0;

    private static final long NEVER = -1;

    private final int partition;
    private final StoreTable table;
    private final String opening = Long.toHexString(ThreadLocalRandom.current().nextLong());
    private final Map<Long, Long> changedAt = new HashMap<>();
    private final Set<Long> unkept = new HashSet<>();
    private long history;

    TeamVersions(int partition, StoreTable table) {
        this.partition = partition;
        this.table = table;
        this.history = read(TeamKeys.history(), 0);
    }

    void changed(long team, long offset) {
        changedAt.put(team, offset);
        unkept.add(team);
    }

    void changedShared(long offset) {
        changed(EVERYBODY, offset);
    }

    /** A transaction is whole now. What it changed before a restart is known by the position alone, so that counts. */
    void ended(TeamPosition position, long offset) {
        position.openTeams().forEach(team -> changed(team, offset));
        if (position.openShared()) {
            changedShared(offset);
        }
        keep();
    }

    /** From now on the changes so far outlive a restart. */
    void keep() {
        if (history == 0) {
            history = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
            write(TeamKeys.history(), history);
        }
        unkept.forEach(team -> write(TeamKeys.changed(team), lastChangeOf(team)));
        unkept.clear();
    }

    /** Offset of the newest change that concerns the team. */
    long lastChange(long team) {
        return Math.max(lastChangeOf(team), lastChangeOf(EVERYBODY));
    }

    String of(long team, TeamPosition position) {
        String name = partition + "." + lastChange(team) + "." + position.epoch() + "." + Long.toHexString(history);
        return position.snapshotOpen() || position.isHalfApplied(team) ? name + "." + opening : name;
    }

    private long lastChangeOf(long team) {
        return changedAt.computeIfAbsent(team, unknown -> read(TeamKeys.changed(unknown), NEVER));
    }

    private long read(Bytes key, long otherwise) {
        byte[] value = table.get(key);
        return value == null ? otherwise : ByteBuffer.wrap(value).getLong();
    }

    private void write(Bytes key, long value) {
        table.put(key, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }
}
