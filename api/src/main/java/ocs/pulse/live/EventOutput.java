package ocs.pulse.live;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection that events are written to without waiting. While the receiver is slow it holds the latest event and no other;
 * one that has left is found out by the next write.
 */
public final class EventOutput implements Follower, WriteListener {
    private final ServletOutputStream out;
    private final BooleanSupplier welcome;
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

    // Guarded by this.
    private byte @Nullable [] event;
    private byte @Nullable [] comment;
    private boolean begun;
    private boolean unflushed;

    /**
     * @param out of a request that has gone asynchronous
     * @param welcome whether the receiver may still be told
     */
    public EventOutput(ServletOutputStream out, BooleanSupplier welcome) {
        this.out = out;
        this.welcome = welcome;
    }

    /** Done when nothing will be written any more. */
    public CompletableFuture<@Nullable Void> ended() {
        return ended;
    }

    /** From now on the container says when there is room. */
    public void begin() {
        out.setWriteListener(this);
    }

    @Override
    public void event(byte[] frame) {
        synchronized (this) {
            event = frame;
            comment = null;
        }
        write();
    }

    @Override
    public void heartbeat(byte[] frame) {
        synchronized (this) {
            comment = event == null ? frame : null;
        }
        write();
    }

    @Override
    public boolean isWelcome() {
        return welcome.getAsBoolean();
    }

    @Override
    public void end() {
        ended.complete(null);
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            begun = true;
        }
        write();
    }

    @Override
    public void onError(Throwable gone) {
        end();
    }

    private void write() {
        try {
            writeWhatThereIsRoomFor();
        } catch (IOException | IllegalStateException gone) {
            end();
        }
    }

    /** The container calls again once it has said that there is no room. */
    private synchronized void writeWhatThereIsRoomFor() throws IOException {
        while (begun && !ended.isDone() && isAnythingLeft() && out.isReady()) {
            byte[] next = next();
            if (next == null) {
                unflushed = false;
                out.flush();
            } else {
                unflushed = true;
                out.write(next);
            }
        }
    }

    private boolean isAnythingLeft() {
        return event != null || comment != null || unflushed;
    }

    private byte @Nullable [] next() {
        byte[] next = event != null ? event : comment;
        if (event != null) {
            event = null;
        } else {
            comment = null;
        }
        return next;
    }
}
