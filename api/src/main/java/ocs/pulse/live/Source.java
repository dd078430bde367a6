package ocs.pulse.live;

import org.jspecify.annotations.Nullable;

/** Where an answer is read, and who says that it may have become another. */
public interface Source {

    /**
     * Reads the answer as it is now. What it throws ends the feed.
     *
     * @param last what was read before, so that an answer that cannot have changed is not computed again
     */
    Reading read(@Nullable Reading last);

    /** Has the listener run whenever the answer may have become another; the listener never waits. */
    void listen(Runnable listener);

    void unlisten(Runnable listener);
}
