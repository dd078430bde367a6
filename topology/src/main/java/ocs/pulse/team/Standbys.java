package ocs.pulse.team;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntFunction;
import ocs.pulse.change.Row;
import ocs.pulse.ledger.TeamPartitioner;
import ocs.pulse.view.TeamView;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Answers from copies of stores that another instance writes and this one follows; thread-safe. A copy is behind, and what
 * follows it is nobody's processor: so each answer is read as an {@link Image} of one moment. Views of such images are kept
 * for a while, since building one costs a scan; every answer says the position that it was scanned up to.
 */
public final class Standbys {
    /** So long a view answers though its copy has moved on. */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long POLL_MILLIS = 20;

    private final int partitionCount;
    private final IntFunction<ReadOnlyKeyValueStore<Bytes, byte[]>> stores;
    private final long viewMemory;
    private final Duration patience;

    // Guarded by this.
    private final Map<Long, Kept> views = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Long, Long> wanted = new HashMap<>();

    /** A view and the image it was built from. */
    private record Kept(LoadedView view, TeamPosition position, long builtAt) {}

    /**
     * @param stores the copy of a partition's store; throws InvalidStateStoreException where there is none
     * @param viewMemory bytes of heap that views of copies may take
     * @param patience how long to wait for the end of a transaction
     */
    public Standbys(
            int partitionCount,
            IntFunction<ReadOnlyKeyValueStore<Bytes, byte[]>> stores,
            long viewMemory,
            Duration patience) {
        this.partitionCount = partitionCount;
        this.stores = stores;
        this.viewMemory = viewMemory;
        this.patience = patience;
    }

    /** Whether there is a copy of the partition here. */
    public boolean has(int partition) {
        try {
            return stores.apply(partition) != null;
        } catch (InvalidStateStoreException notHere) {
            return false;
        }
    }

    /** The watermark's commit time of a copy, Unix milliseconds; empty where there is none, or it has none. */
    public OptionalLong watermarkAt(int partition) {
        try {
            long at = image(partition).position().watermarkAt();
            return at == 0 ? OptionalLong.empty() : OptionalLong.of(at);
        } catch (InvalidStateStoreException notHere) {
            return OptionalLong.empty();
        }
    }

    /** All teams, as any of the copies knows them. */
    public Answer<List<Row.Team>> teams() {
        for (int partition = 0; partition < partitionCount; partition++) {
            try {
                Image image = image(partition);
                if (image.position().complete()) {
                    TeamState state = image.state(TeamPartition.NOBODY);
                    return state.answer(state.shared().allTeams());
                }
            } catch (InvalidStateStoreException notHere) {
                continue;
            }
        }
        throw new NotReadyException("a copy of some partition of the teams stage");
    }

    /** Asks a view of the team's copy. */
    public <A> Answer<A> ask(long team, Function<TeamView, A> question) {
        return of(team, image -> view(team, image).ask(question, 0));
    }

    /** Asks the aggregates of the team's copy. */
    public <A> Answer<A> read(long team, Function<StoreFigures, A> question) {
        return of(team, image -> image.read(team, question));
    }

    /** The version that an answer would have now. */
    public Answer<String> version(long team) {
        return of(team, image -> {
            Kept kept = kept(team, image.position());
            TeamState state = kept == null ? image.state(team) : kept.view().state();
            return state.answer(state.version());
        });
    }

    /** Waits until answers contain what was committed before this position; false where the time was over first. */
    public boolean awaitLsn(long team, long lsn, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (Long.compareUnsigned(of(team, Image::position).watermarkLsn(), lsn) < 0) {
            if (System.nanoTime() >= end) {
                return false;
            }
            Thread.sleep(POLL_MILLIS);
        }
        synchronized (this) {
            wanted.merge(team, lsn, (one, other) -> Long.compareUnsigned(one, other) > 0 ? one : other);
        }
        return true;
    }

    private LoadedView view(long team, Image image) {
        Kept kept = kept(team, image.position());
        if (kept != null) {
            return kept.view();
        }
        LoadedView built = image.view(team);
        synchronized (this) {
            views.put(team, new Kept(built, built.state().position(), System.nanoTime()));
            shrink(team);
        }
        return built;
    }

    private synchronized @Nullable Kept kept(long team, TeamPosition now) {
        Kept kept = views.get(team);
        if (kept == null || kept.position().equals(now)) {
            return kept;
        }
        boolean fresh = System.nanoTime() - kept.builtAt() < FRESH_NANOS
                && kept.position().epoch() == now.epoch();
        boolean asWanted = Long.compareUnsigned(kept.position().watermarkLsn(), wanted.getOrDefault(team, 0L)) >= 0;
        return fresh && asWanted ? kept : null;
    }

    /** The longest unused go first; the one just built stays. */
    private void shrink(long built) {
        long bytes =
                views.values().stream().mapToLong(kept -> kept.view().bytes()).sum();
        for (Iterator<Map.Entry<Long, Kept>> oldest = views.entrySet().iterator();
                bytes > viewMemory && oldest.hasNext(); ) {
            Map.Entry<Long, Kept> next = oldest.next();
            if (next.getKey() != built) {
                bytes -= next.getValue().view().bytes();
                oldest.remove();
            }
        }
    }

    private <A> A of(long team, Function<Image, A> question) {
        int partition = TeamPartitioner.partition(team, partitionCount);
        try {
            return question.apply(image(partition));
        } catch (InvalidStateStoreException notHere) {
            throw new NotReadyException("a copy of partition " + partition + " of the teams stage");
        }
    }

    private Image image(int partition) {
        return new Image(partition, new StoreTable(stores.apply(partition)), patience);
    }
}
