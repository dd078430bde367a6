package ocs.pulse.team;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import ocs.pulse.proto.TeamPositionProto;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a store that a restore goes on writing, at one moment.
 *
 * <p>What a copy holds is always what the writer had put up to some put. The writer puts the position first whenever a
 * transaction touches another team, and last when it ends, after the offset of the team's newest change: so a position that
 * leaves the team alone vouches for what was read (or an iterator opened), if both are the same before and afterwards. The
 * position alone would not do: two transactions of one millisecond leave the same.
 */
final class Image {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final int partition;
    private final StoreTable table;
    private final long patienceNanos;

    /** @param patience how long to wait for a moment at which the team is whole */
    Image(int partition, StoreTable table, Duration patience) {
        this.partition = partition;
        this.table = table;
        this.patienceNanos = patience.toNanos();
    }

    TeamPosition position() {
        return TeamPosition.ofProto(
                table.get(TeamKeys.position(), TeamPositionProto.parser(), TeamPositionProto::getDefaultInstance));
    }

    TeamState state(long team) {
        return atOnce(team, () -> new AppliedRecords(partition, table).state(team), state -> {});
    }

    <A> Answer<A> read(long team, Function<StoreFigures, A> question) {
        return atOnce(
                team,
                () -> {
                    TeamState state = new AppliedRecords(partition, table).state(team);
                    return state.answer(question.apply(new StoreFigures(team, state.shared(), table)));
                },
                answer -> {});
    }

    /** What a view is filled with. */
    private record Opened(TeamState state, KeyValueIterator<Bytes, byte[]> rows) {}

    LoadedView view(long team) {
        Opened opened = atOnce(
                team,
                () -> new Opened(new AppliedRecords(partition, table).state(team), table.range(TeamKeys.rows(team))),
                late -> late.rows().close());
        LoadedView view = new LoadedView(team, opened.state());
        try (KeyValueIterator<Bytes, byte[]> rows = opened.rows()) {
            view.build(visitor -> StoredRows.forEach(rows, visitor));
        }
        return view;
    }

    private <T> T atOnce(long team, Supplier<T> read, Consumer<T> undo) {
        long end = System.nanoTime() + patienceNanos;
        while (true) {
            Moment before = moment(team);
            if (!before.position().complete()) {
                throw new NotReadyException("the first snapshot");
            }
            T found = before.position().isHalfApplied(team) ? null : readWhileStill(team, before, read, undo);
            if (found != null) {
                return found;
            }
            if (System.nanoTime() >= end) {
                throw new NotReadyException("a copy of partition " + partition + " to be whole");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** @param lastChange offset of the newest change that concerns the team */
    private record Moment(TeamPosition position, long lastChange) {}

    private Moment moment(long team) {
        return new Moment(position(), new TeamVersions(partition, table).lastChange(team));
    }

    private <T> @Nullable T readWhileStill(long team, Moment before, Supplier<T> read, Consumer<T> undo) {
        T found = read.get();
        if (moment(team).equals(before)) {
            return found;
        }
        undo.accept(found);
        return null;
    }
}
