package ocs.pulse.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.function.BooleanSupplier;

/** What another instance answered: a whole body, or events that go on coming. */
sealed interface PeerBody permits PeerBody.Whole, PeerEvents {

    /** Passes it on. */
    void write(Context context) throws IOException;

    /** Reads no more of it. */
    void discard();

    /** Complete when it is in memory. */
    record Whole(byte[] bytes) implements PeerBody {
        @Override
        public void write(Context context) {
            if (bytes.length > 0) {
                context.result(bytes);
            }
        }

        @Override
        public void discard() {
            // It is here already.
        }
    }

    /** @param allowed whether the caller still may follow events */
    static BodySubscriber<PeerBody> subscriber(ResponseInfo info, BooleanSupplier allowed, PeerStreams streams) {
        boolean events = info.statusCode() == 200
                && info.headers().firstValue("content-type").orElse("").startsWith("text/event-stream");
        return events
                ? PeerEvents.subscriber(allowed, streams)
                : BodySubscribers.mapping(BodySubscribers.ofByteArray(), Whole::new);
    }
}
