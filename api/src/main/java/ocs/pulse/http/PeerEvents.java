package ocs.pulse.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A stream of events from another instance, written to the caller as it comes, block by block. It ends when either side
 * ends it, or when nothing has come for longer than its heartbeats are apart.
 */
final class PeerEvents implements PeerBody, Flow.Subscriber<List<ByteBuffer>> {
    private final Flow.Publisher<List<ByteBuffer>> source;
    private final BooleanSupplier allowed;
    private final PeerStreams streams;
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private volatile long heardAt = System.nanoTime();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable OutputStream out;

    private PeerEvents(Flow.Publisher<List<ByteBuffer>> source, BooleanSupplier allowed, PeerStreams streams) {
        this.source = source;
        this.allowed = allowed;
        this.streams = streams;
    }

    static BodySubscriber<PeerBody> subscriber(BooleanSupplier allowed, PeerStreams streams) {
        return BodySubscribers.mapping(
                BodySubscribers.ofPublisher(), source -> new PeerEvents(source, allowed, streams));
    }

    /** Gives the request's thread back at once; the client's threads write. */
    @Override
    public void write(Context context) throws IOException {
        out = context.res().getOutputStream();
        context.res().flushBuffer();
        context.future(() -> ended);
        streams.watch(this);
        source.subscribe(this);
    }

    @Override
    public void discard() {
        source.subscribe(this);
        end();
    }

    long heardAt() {
        return heardAt;
    }

    /** Stops listening and lets the caller go. */
    void end() {
        Flow.Subscription listening = subscription;
        if (listening != null) {
            listening.cancel();
        }
        ended.complete(null);
        streams.forget(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (ended.isDone()) {
            given.cancel();
        } else {
            given.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> block) {
        heardAt = System.nanoTime();
        OutputStream caller = out;
        Flow.Subscription listening = subscription;
        if (caller == null || listening == null) {
            return;
        }
        if (!allowed.getAsBoolean()) {
            end();
            return;
        }
        try {
            for (ByteBuffer bytes : block) {
                byte[] copy = new byte[bytes.remaining()];
                bytes.get(copy);
                caller.write(copy);
            }
            caller.flush();
            listening.request(1);
        } catch (IOException | IllegalStateException callerIsGone) {
            end();
        }
    }

    @Override
    public void onError(Throwable lost) {
        end();
    }

    @Override
    public void onComplete() {
        end();
    }
}
