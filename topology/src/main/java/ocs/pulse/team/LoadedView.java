package ocs.pulse.team;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import ocs.pulse.change.Placed;
import ocs.pulse.view.ColumnView;
import ocs.pulse.view.SharedTables;
import ocs.pulse.view.TeamView;
import org.jspecify.annotations.Nullable;

/**
 * A team's view with the changes that it has not taken in yet.
 *
 * <p>The one writer only appends to a queue and says up to where the queue is whole; it never waits for a reader. A reader
 * first brings the view up to there under the exclusive lock, then reads under the shared one: nothing changes until its
 * question is answered, and no half of a transaction is ever taken in.
 */
final class LoadedView {
    /** A queue this long is drained by the writer, if no reader is in the way. */
    private static final int LONG_QUEUE = 10_000;

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final ColumnView view;

    // Guarded by the queue's monitor.
    private final Queue<Step> queue = new ArrayDeque<>();
    private int whole;
    private TeamState state;

    // Guarded by the lock.
    private boolean built;
    private TeamState taken;

    private volatile long lastUsed;
    private volatile long bytes;

    /** One step of the queue: of a row, or of the small tables. */
    private record Step(
            @Nullable Placed before,
            @Nullable Placed after,
            @Nullable SharedTables shared) {}

    /** An empty view, which readers wait for until this thread has built it. */
    LoadedView(long teamId, TeamState state) {
        lock.writeLock().lock();
        this.view = new ColumnView(teamId, state.shared());
        this.state = state;
        this.taken = state;
    }

    /** Fills the empty view and lets readers in; in the thread that made it. */
    void build(Consumer<Consumer<Placed>> rows) {
        try {
            rows.accept(row -> view.apply(null, row));
            bytes = view.bytes();
            built = true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    void append(@Nullable Placed before, @Nullable Placed after) {
        append(new Step(before, after, null));
    }

    void append(SharedTables shared) {
        append(new Step(null, null, shared));
    }

    private void append(Step step) {
        synchronized (queue) {
            queue.add(step);
        }
    }

    /** Everything appended so far may be taken in. */
    void publish(TeamState next) {
        boolean tooLong;
        synchronized (queue) {
            whole = queue.size();
            state = next;
            tooLong = whole > LONG_QUEUE;
        }
        if (tooLong && lock.writeLock().tryLock()) {
            try {
                takeIn();
            } finally {
                lock.writeLock().unlock();
            }
        }
    }

    <A> Answer<A> ask(Function<TeamView, A> question, long now) {
        lastUsed = now;
        if (isBehind()) {
            lock.writeLock().lock();
            try {
                takeIn();
                lock.readLock().lock();
            } finally {
                lock.writeLock().unlock();
            }
        } else {
            lock.readLock().lock();
        }
        try {
            if (!built) {
                throw new NotReadyException("a view of the team that could not be built");
            }
            Answer<A> answer = taken.answer(question.apply(view));
            bytes = view.bytes();
            return answer;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** What it reflects once everything whole is taken in. */
    TeamState state() {
        synchronized (queue) {
            return state;
        }
    }

    /** The version of everything that may be taken in. */
    Answer<String> version() {
        synchronized (queue) {
            return state.answer(state.version());
        }
    }

    private boolean isBehind() {
        lock.readLock().lock();
        try {
            synchronized (queue) {
                return whole > 0 || taken != state;
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    private void takeIn() {
        synchronized (queue) {
            for (; whole > 0; whole--) {
                Step step = queue.remove();
                if (step.shared() == null) {
                    view.apply(step.before(), step.after());
                } else {
                    view.shared(step.shared());
                }
            }
            taken = state;
        }
        bytes = view.bytes();
    }

    /** The heap that the view took, roughly, when it was built, last took something in or last answered. */
    long bytes() {
        return bytes;
    }

    long lastUsed() {
        return lastUsed;
    }
}
