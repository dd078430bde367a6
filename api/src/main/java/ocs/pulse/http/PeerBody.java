package ocs.pulse.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.function.BooleanSupplier;

/** What another instance answered: a whole body, a table that may be too large for memory, or events that go on coming. */
sealed interface PeerBody permits PeerBody.Whole, PeerBody.Table, PeerEvents {

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

    /** Complete when all of it is here. */
    record Table(Spool spool) implements PeerBody {
        static BodySubscriber<PeerBody> subscriber() {
            Spool spool = new Spool();
            OutputStream in = spool.in();
            return BodySubscribers.mapping(
                    BodySubscribers.ofByteArrayConsumer(bytes -> bytes.ifPresent(some -> append(in, some))),
                    complete -> new Table(spool));
        }

        private static void append(OutputStream in, byte[] bytes) {
            try {
                in.write(bytes);
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
        }

        @Override
        public void write(Context context) {
            context.result(spool.out());
        }

        @Override
        public void discard() {
            spool.close();
        }
    }

    /** @param allowed whether the caller still may follow events */
    static BodySubscriber<PeerBody> subscriber(ResponseInfo info, BooleanSupplier allowed, PeerStreams streams) {
        String type = info.headers().firstValue("content-type").orElse("");
        if (info.statusCode() == 200 && type.startsWith("text/event-stream")) {
            return PeerEvents.subscriber(allowed, streams);
        }
        return type.startsWith(Csv.TYPE)
                ? Table.subscriber()
                : BodySubscribers.mapping(BodySubscribers.ofByteArray(), Whole::new);
    }
}
